package dev.landfall.blueprint;

import java.util.LinkedHashMap;
import java.util.Map;

/** A place in the chart's values, by words with dots between. */
final class ValuesPath {

    private ValuesPath() {}

    /** Puts a value there, beside what is there already. */
    static void put(Map<String, Object> values, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            values.put(path, value);
            return;
        }
        var inner = new LinkedHashMap<String, Object>();
        if (values.get(path.substring(0, dot)) instanceof Map<?, ?> there) {
            there.forEach((name, each) -> inner.put(String.valueOf(name), each));
        }
        put(inner, path.substring(dot + 1), value);
        values.put(path.substring(0, dot), inner);
    }
}
