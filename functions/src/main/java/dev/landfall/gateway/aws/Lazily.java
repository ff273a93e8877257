package dev.landfall.gateway.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** Gateways that are made when they are first used: most functions use two or three of them. */
final class Lazily {

    private Lazily() {}

    /** A gateway that asks the source for the real one at its first call. */
    static <T> T of(Class<T> gateway, Supplier<T> source) {
        var real = new Later<>(source);
        return gateway.cast(Proxy.newProxyInstance(
                gateway.getClassLoader(), new Class<?>[] {gateway}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(real.get(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }
}
