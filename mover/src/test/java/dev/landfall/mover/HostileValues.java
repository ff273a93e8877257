package dev.landfall.mover;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds every text in a record, however deep, and puts another one in its place. Made of the records' own components. */
final class HostileValues {

    private HostileValues() {}

    /** The ways to every text of a sample; a list of records or an optional one that is empty there is an error of the test. */
    static List<List<String>> paths(Record sample) {
        var paths = new ArrayList<List<String>>();
        for (var component : sample.getClass().getRecordComponents()) {
            collect(component.getGenericType(), value(sample, component), List.of(component.getName()), paths);
        }
        return paths;
    }

    private static void collect(Type type, Object value, List<String> path, List<List<String>> paths) {
        if (type == String.class) {
            paths.add(path);
        } else if (type instanceof ParameterizedType generic) {
            var inner = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Map.class) {
                paths.add(path);
            } else if (inner == String.class) {
                paths.add(path);
            } else if (isRecord(inner)) {
                collect(inner, first(value, path), path, paths);
            }
        } else if (isRecord(type)) {
            paths.addAll(paths((Record) value).stream()
                    .map(more -> joined(path, more))
                    .toList());
        }
    }

    private static Object first(Object value, List<String> path) {
        var first = value instanceof Optional<?> one
                ? one
                : ((List<?>) value).stream().findFirst();
        return first.<Object>map(found -> found)
                .orElseThrow(() -> new AssertionError("the sample has nothing at " + path));
    }

    /** The record with that text in that place; the record itself where it has no such place. */
    @SuppressWarnings("unchecked")
    static <T extends Record> T with(T record, List<String> path, UnaryOperator<String> text) {
        try {
            var components = record.getClass().getRecordComponents();
            var types = new Class<?>[components.length];
            var values = new Object[components.length];
            for (var i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = value(record, components[i]);
                if (components[i].getName().equals(path.getFirst())) {
                    values[i] = changed(components[i].getGenericType(), values[i], path.subList(1, path.size()), text);
                }
            }
            var constructor = record.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (T) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object changed(Type type, Object value, List<String> rest, UnaryOperator<String> text) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            var map = new HashMap<Object, Object>((Map<?, ?>) value);
            map.put(text.apply("plpgsql"), text.apply("1.0"));
            return map;
        }
        return switch (value) {
            case Record inner -> with(inner, rest, text);
            case List<?> all
            when rest.isEmpty() -> {
                var more = new ArrayList<Object>(all);
                more.add(text.apply("x"));
                yield more;
            }
            case List<?> all -> {
                var others = new ArrayList<Object>(all);
                others.replaceAll(each -> with((Record) each, rest, text));
                yield others.isEmpty() ? others : firstOnly(all, others);
            }
            case Optional<?> one
            when rest.isEmpty() ->
                Optional.of(text.apply(one.map(String::valueOf).orElse("x")));
            case Optional<?> one -> one.map(inner -> with((Record) inner, rest, text));
            default -> text.apply((String) value);
        };
    }

    private static List<Object> firstOnly(List<?> all, List<Object> others) {
        var mixed = new ArrayList<Object>(all);
        mixed.set(0, others.getFirst());
        return mixed;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isRecord(Type type) {
        return type instanceof Class<?> plain && plain.isRecord();
    }

    private static List<String> joined(List<String> path, List<String> more) {
        var all = new ArrayList<>(path);
        all.addAll(more);
        return all;
    }
}
