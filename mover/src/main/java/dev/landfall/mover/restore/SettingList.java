package dev.landfall.mover.restore;

import java.util.ArrayList;
import java.util.List;

/** Takes a setting apart whose value is a list of names, as the server keeps it: {@code "$user", public}. */
final class SettingList {

    private SettingList() {}

    /** Without the quotes, in order. */
    static List<String> elements(String value) {
        var all = new ArrayList<String>();
        var element = new StringBuilder();
        var quoted = false;
        var wasQuoted = false;
        for (var i = 0; i < value.length(); i++) {
            var next = value.charAt(i);
            if (next == '"') {
                if (quoted && i + 1 < value.length() && value.charAt(i + 1) == '"') {
                    element.append(next);
                    i++;
                } else {
                    quoted = !quoted;
                    wasQuoted = true;
                }
            } else if (quoted) {
                element.append(next);
            } else if (next == ',') {
                all.add(element.toString());
                element.setLength(0);
                wasQuoted = false;
            } else if (!Character.isWhitespace(next)) {
                element.append(next);
            }
        }
        if (!element.isEmpty() || wasQuoted) {
            all.add(element.toString());
        }
        return List.copyOf(all);
    }
}
