package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.Surroundings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Notes which gateway methods are called, as {@code RunStore.read}. */
final class WatchedGateways {

    private final Set<String> called = new ConcurrentSkipListSet<>();

    Gateways of(Gateways real) {
        return (Gateways) watched(real);
    }

    Set<String> called() {
        return called;
    }

    private Object watched(Object real) {
        try {
            var components = real.getClass().getRecordComponents();
            var values = new Object[components.length];
            var types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = watched(components[i], components[i].getAccessor().invoke(real));
            }
            return real.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private Object watched(RecordComponent component, Object value) {
        var type = component.getType();
        if (type == Surroundings.class) {
            return watched(value);
        }
        if (!type.isInterface() || type.getPackage() != Gateways.class.getPackage()) {
            return value;
        }
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            called.add(type.getSimpleName() + "." + method.getName());
            try {
                return method.invoke(value, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
