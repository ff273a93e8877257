package dev.landfall.handler;

import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.SourceCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A function that ends before or after its n-th change, as one that runs out of time does. */
final class CutOff {

    /** What is thrown then. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final Set<String> CHANGES =
            Set.of("scale", "suspendScaling", "enableSchedule", "write", "writeIfAbsent", "delete");

    private final boolean before;
    private int left;

    CutOff(int left, boolean before) {
        this.left = left;
        this.before = before;
    }

    SourceCluster of(SourceCluster source) {
        return wrapped(SourceCluster.class, source);
    }

    RunStore of(RunStore store) {
        return wrapped(RunStore.class, store);
    }

    private <T> T wrapped(Class<T> type, T inner) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(inner, method, arguments)));
    }

    private Object call(Object inner, Method method, Object[] arguments) throws Throwable {
        boolean ends = CHANGES.contains(method.getName()) && left-- == 0;
        if (ends && before) {
            throw new Ended();
        }
        try {
            var answer = method.invoke(inner, arguments);
            if (ends) {
                throw new Ended();
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
