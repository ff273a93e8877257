package dev.landfall.local.command;

import dev.landfall.local.output.ExitKind;
import dev.landfall.local.output.StandardOutput;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C in order: the first one runs an action, a second one ends the JVM, once standard output is whole. Shutdown hooks cannot do that, as
 * all of them run at the same time and the servers' own would take the database from under a run that is being closed.
 * The JDK's signals have no supported interface, only one that its compiler warns about, hence by reflection.
 */
final class Interrupt {

    private static final Logger LOG = LoggerFactory.getLogger(Interrupt.class);

    private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15, "HUP", 1);
    private static final AtomicInteger CAME = new AtomicInteger();

    private Interrupt() {}

    /** The number of the signal that came; 0 where none did. */
    static int number() {
        return CAME.get();
    }

    static void onFirst(Runnable action) {
        CAME.set(0);
        for (var signal : NUMBERS.keySet()) {
            try {
                var signalType = Class.forName("sun.misc.Signal");
                var handlerType = Class.forName("sun.misc.SignalHandler");
                var handle = signalType.getMethod("handle", signalType, handlerType);
                var number = signalType.getConstructor(String.class).newInstance(signal);
                InvocationHandler handler = (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        var value = NUMBERS.getOrDefault(signal, 0);
                        if (CAME.compareAndSet(0, value)) {
                            Thread.ofPlatform().name("interrupted").start(action);
                        } else {
                            StandardOutput.endNow();
                            Runtime.getRuntime().halt(ExitKind.SIGNAL + value);
                        }
                    }
                    return method.getName().equals("equals") ? Boolean.FALSE : null;
                };
                var instance =
                        Proxy.newProxyInstance(Interrupt.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
                handle.invoke(null, number, instance);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                LOG.info("this JVM leaves {} as it is", signal, e);
            }
        }
    }
}
