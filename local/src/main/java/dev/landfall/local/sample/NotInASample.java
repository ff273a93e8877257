package dev.landfall.local.sample;

import dev.landfall.model.failure.Problem;
import java.lang.reflect.Proxy;

/** Gateways to what a sample does not have; each call is a {@code NOT_IN_A_SAMPLE} problem that names it. */
final class NotInASample {

    private NotInASample() {}

    static <T> T gateway(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw Problem.operator(
                                    "NOT_IN_A_SAMPLE",
                                    "A sample has no " + type.getSimpleName() + "." + method.getName() + ".",
                                    "Capture the local world, or your own source, instead.")
                            .asException();
                }));
    }
}
