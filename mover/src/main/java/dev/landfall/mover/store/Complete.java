package dev.landfall.mover.store;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What was read from the store has all of its values: where JSON lacks one, nobody else would say so but a broken program. */
final class Complete {

    private Complete() {}

    /** The value, all of whose records' components are there, however deep. */
    static <T> T require(T value) throws IOException {
        visit(value);
        return value;
    }

    private static void visit(Object value) throws IOException {
        switch (value) {
            case Record found -> {
                for (var component : found.getClass().getRecordComponents()) {
                    visit(read(found, component));
                }
            }
            case Collection<?> all -> {
                for (var each : all) {
                    visit(each);
                }
            }
            case Map<?, ?> all -> visit(all.values());
            case Optional<?> one when one.isPresent() -> visit(one.get());
            default -> {}
        }
    }

    private static Object read(Record found, RecordComponent component) throws IOException {
        try {
            var accessor = component.getAccessor();
            if (!Modifier.isPublic(found.getClass().getModifiers())) {
                accessor.setAccessible(true);
            }
            var value = accessor.invoke(found);
            if (value == null) {
                throw new IOException("the property " + component.getName() + " is missing");
            }
            return value;
        } catch (ReflectiveOperationException e) {
            throw new IOException("the property " + component.getName() + " cannot be read", e);
        }
    }
}
