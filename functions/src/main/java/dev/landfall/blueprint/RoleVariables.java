package dev.landfall.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Variables of one role of the chart: switches and numbers as they are, everything else by reference to the kit's secret. */
final class RoleVariables {

    private static final String SECRET = "extra-env-vars";

    private RoleVariables() {}

    /** Under which key of the secret a role's own value is kept, beside the one that all roles get. */
    static String key(String path, String name) {
        return "LANDFALL_" + path.substring(0, path.indexOf('.')).toUpperCase(Locale.ROOT) + "_" + name;
    }

    /** Puts the lists of roles into the chart's values, under their paths. */
    static void into(Map<String, Object> values, SortedMap<String, SortedMap<String, String>> ofRoles) {
        ofRoles.forEach((path, variables) -> ValuesPath.put(values, path, list(path, variables)));
    }

    private static List<Object> list(String path, SortedMap<String, String> variables) {
        var list = new ArrayList<Object>();
        variables.forEach((name, text) -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("name", name);
            if (KitSettings.isHarmless(name, text)) {
                entry.put("value", text);
            } else {
                entry.put("valueFrom", Map.of("secretKeyRef", reference(path, name)));
            }
            list.add(entry);
        });
        return list;
    }

    private static Map<String, String> reference(String path, String name) {
        var reference = new LinkedHashMap<String, String>();
        reference.put("name", SECRET);
        reference.put("key", key(path, name));
        return reference;
    }
}
