package dev.landfall.local.strict;

import dev.landfall.model.failure.Problem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Control planes limit how often an account may call them, and share that among all who call. The SDK tries three times;
 * what is still refused then is {@code AWS_BUSY}, as {@code AwsProblem} makes it. Here each state of each execution has
 * one call refused, the nth of all it makes, if it makes so many.
 */
final class Throttling {

    private static final int ONE_IN = 24;

    /** What a gateway knows without asking anybody. */
    private static final Set<String> KNOWN = Set.of("name", "zoneId", "apex", "toString", "hashCode", "equals");

    private final StrictSeed seed;
    private final Occasions occasions = new Occasions();

    Throttling(StrictSeed seed) {
        this.seed = seed;
    }

    /**
     * The same gateway, throttled now and then.
     *
     * @param service as the SDK names it
     * @param code what it answers then
     */
    <T> T around(Class<T> gateway, T real, String service, String code) {
        return gateway.cast(Proxy.newProxyInstance(
                gateway.getClassLoader(), new Class<?>[] {gateway}, (proxy, method, arguments) -> {
                    if (!KNOWN.contains(method.getName())) {
                        refuse(method, service, code);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }

    private void refuse(Method method, String service, String code) {
        var state = CallingState.current();
        if (state.isEmpty()) {
            return;
        }
        if (occasions.next(state.get()) == seed.below(ONE_IN, "throttled " + occasions.subject(state.get()))) {
            throw Problem.waiting(
                            "AWS_BUSY",
                            service + " answered " + code + " when asked for " + method.getName() + ": Rate exceeded.",
                            "Run again when others ask less of the account.")
                    .asException();
        }
    }
}
