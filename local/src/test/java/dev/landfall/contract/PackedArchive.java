package dev.landfall.contract;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the gateways that contract tests look at: from the class path; or, where the property {@value #PROPERTY} names the
 * functions' packed archive, out of that archive, with the AWS SDK and the Kubernetes client as they are in there. A class
 * that packing dropped and a gateway needs then fails the contract of that gateway.
 */
public final class PackedArchive extends URLClassLoader {

    /** Path of the archive. */
    public static final String PROPERTY = "landfall.archive";

    /** What is taken from the archive alone: what packing may drop something of, and what uses it. */
    private static final List<String> OF_THE_ARCHIVE = List.of(
            "dev.landfall.gateway.aws.",
            "dev.landfall.gateway.kubernetes.",
            "software.amazon.awssdk.",
            "io.fabric8.kubernetes.");

    private static final String SERVICES = "META-INF/services/";

    private static final Optional<PackedArchive> OPEN =
            Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).map(PackedArchive::open);

    /** After the archive come classes of tests that stand in a gateway's package. */
    private PackedArchive(URL archive) {
        super(
                new URL[] {
                    archive,
                    PackedArchive.class.getProtectionDomain().getCodeSource().getLocation()
                },
                PackedArchive.class.getClassLoader());
    }

    private static PackedArchive open(Path archive) {
        if (!Files.isRegularFile(archive)) {
            throw new IllegalStateException(PROPERTY + " names no file: " + archive);
        }
        try {
            return new PackedArchive(archive.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether gateways come out of the archive in this run. */
    public static boolean isUsed() {
        return OPEN.isPresent();
    }

    /** A gateway; records among the arguments are made again of the archive's own classes. */
    public static <T> T gateway(Class<T> type, Class<? extends T> implementation, Object... arguments) {
        if (OPEN.isEmpty()) {
            return type.cast(instance(implementation, arguments));
        }
        var archive = OPEN.get();
        var made = archive.inside(() -> instance(
                archive.own(implementation),
                Arrays.stream(arguments).map(archive::translated).toArray()));
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, values) -> archive.inside(() -> {
                    try {
                        return method.invoke(made, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }

    /** Calls a static method of a class of the archive; its result is for {@link #gateway} alone. */
    static Object made(Class<?> type, String method, Object... arguments) {
        var archive = OPEN.orElseThrow();
        return archive.inside(() -> Stream.of(archive.own(type).getMethods())
                .filter(each -> each.getName().equals(method) && each.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow()
                .invoke(null, arguments));
    }

    private interface Call {
        Object answer() throws Throwable;
    }

    /** Libraries look for parts of themselves with the thread's class loader, which in Lambda is the archive's. */
    private Object inside(Call call) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return call.answer();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Class<?> own(Class<?> type) {
        try {
            return Class.forName(type.getName(), true, this);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type.getName() + " is not in the archive", e);
        }
    }

    private Object translated(Object value) {
        if (!(value instanceof Record) || !isOfTheArchive(value.getClass().getName())) {
            return value;
        }
        return instance(
                own(value.getClass()),
                Stream.of(value.getClass().getRecordComponents())
                        .map(component -> {
                            try {
                                component.getAccessor().setAccessible(true);
                                return translated(component.getAccessor().invoke(value));
                            } catch (ReflectiveOperationException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .toArray());
    }

    private static Object instance(Class<?> type, Object... arguments) {
        var constructor = Stream.of(type.getDeclaredConstructors())
                .filter(each -> takes(each, arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no constructor of " + type + " takes " + Arrays.toString(arguments)));
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean takes(Constructor<?> constructor, Object[] arguments) {
        var types = constructor.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isPrimitive() && !types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfTheArchive(String name) {
        return OF_THE_ARCHIVE.stream().anyMatch(name::startsWith);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isOfTheArchive(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            // Not from the class path, where nothing was dropped.
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    public URL getResource(String name) {
        return isOfTheArchive(name.replace('/', '.')) ? findResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        var found = Collections.list(findResources(name));
        boolean only = isOfTheArchive(name.replace('/', '.')) || isOfTheArchive(name.replace(SERVICES, ""));
        return Collections.enumeration(found.isEmpty() && !only ? Collections.list(super.getResources(name)) : found);
    }
}
