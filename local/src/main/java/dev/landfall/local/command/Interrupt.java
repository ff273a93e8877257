package dev.landfall.local.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C in order: the first one runs an action, a second one ends the JVM at once. Shutdown hooks cannot do that, as
 * all of them run at the same time and the servers' own would take the database from under a run that is being closed.
 * The JDK's signals have no supported interface, only one that its compiler warns about, hence by reflection.
 */
final class Interrupt {

    private static final Logger LOG = LoggerFactory.getLogger(Interrupt.class);

    private Interrupt() {}

    static void onFirst(Runnable action) {
        for (var signal : new String[] {"INT", "TERM", "HUP"}) {
            try {
                var signalType = Class.forName("sun.misc.Signal");
                var handlerType = Class.forName("sun.misc.SignalHandler");
                var byDefault = handlerType.getField("SIG_DFL").get(null);
                var handle = signalType.getMethod("handle", signalType, handlerType);
                var number = signalType.getConstructor(String.class).newInstance(signal);
                InvocationHandler handler = (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        handle.invoke(null, number, byDefault);
                        Thread.ofPlatform().name("interrupted").start(action);
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
