package dev.landfall.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One object of the configuration and the mistakes found in it; a child shares its parent's list. */
final class CheckedNode {

    private final JsonNode node;
    private final String path;
    private final List<String> mistakes;

    CheckedNode(JsonNode root) {
        this(root, "", new ArrayList<>());
        if (!root.isObject()) {
            mistakes.add("the file is not a JSON object");
        }
    }

    private CheckedNode(JsonNode node, String path, List<String> mistakes) {
        this.node = node;
        this.path = path;
        this.mistakes = mistakes;
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    void mistake(String key, String what) {
        mistakes.add(path + key + " " + what);
    }

    /** A child object; an empty one where it is missing, so that its required keys are named as well. */
    CheckedNode object(String key, boolean required) {
        var child = node.get(key);
        if (child != null && !child.isNull() && !child.isObject()) {
            mistake(key, "is not an object");
        }
        boolean there = child != null && child.isObject();
        boolean leftOut = !there && !required;
        return new CheckedNode(
                there ? child : JsonNodeFactory.instance.objectNode(),
                path + key + ".",
                leftOut ? new ArrayList<>() : mistakes);
    }

    void keys(String... known) {
        var names = Set.of(known);
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                mistake(name, "is no key of landfall.json");
            }
        });
    }

    void required(String key, Pattern pattern, String what) {
        text(key, true, pattern, what);
    }

    void optional(String key, Pattern pattern, String what) {
        text(key, false, pattern, what);
    }

    void text(String key, boolean required, Pattern pattern, String what) {
        if (missing(key)) {
            if (required) {
                mistake(key, "is missing: " + what);
            }
        } else if (!node.get(key).isTextual()
                || !pattern.matcher(node.get(key).asText()).matches()) {
            mistake(key, "is not " + what);
        }
    }

    void list(String key, boolean required, Pattern pattern, String what) {
        if (missing(key)) {
            if (required) {
                mistake(key, "is missing: a list, each of it " + what);
            }
            return;
        }
        var list = node.get(key);
        if (!list.isArray() || (required && list.isEmpty())) {
            mistake(key, "is not a list of at least one, each of it " + what);
            return;
        }
        var seen = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            var text = list.get(i).asText();
            if (!list.get(i).isTextual() || !pattern.matcher(text).matches()) {
                mistake(key + "[" + i + "]", "is not " + what);
            } else if (seen.contains(text)) {
                mistake(key + "[" + i + "]", "names " + text + " a second time");
            }
            seen.add(text);
        }
    }

    void oneOf(String key, String... words) {
        if (!missing(key) && !List.of(words).contains(node.get(key).asText())) {
            mistake(key, "is none of " + String.join(", ", words));
        }
    }

    void integer(String key, int least, int most) {
        if (!missing(key)) {
            var value = node.get(key);
            if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
                mistake(key, "is not a whole number from " + least + " to " + most);
            }
        }
    }

    void duration(String key) {
        if (missing(key)) {
            return;
        }
        try {
            if (!Duration.parse(node.get(key).asText()).isPositive()) {
                mistake(key, "is not longer than nothing");
            }
        } catch (DateTimeParseException e) {
            // The position inside the text says less than an example does.
            mistake(key, "is not a duration such as PT2H or P7D");
        }
    }

    boolean is(String key, String word) {
        return !missing(key) && node.get(key).asText().equals(word);
    }

    int integerOr(String key, int otherwise) {
        return missing(key) ? otherwise : node.get(key).asInt(otherwise);
    }

    int size(String key) {
        return missing(key) ? 0 : node.get(key).size();
    }

    private boolean missing(String key) {
        var value = node.get(key);
        return value == null || value.isNull();
    }
}
