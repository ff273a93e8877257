package dev.landfall.blueprint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Terraform's language as {@code terraform fmt} leaves it: blocks of attributes, equals signs in line. */
final class Hcl {

    private final StringBuilder text = new StringBuilder();

    /** Text that stands as it is: a reference or a call. */
    record Expression(String text) {}

    /** No value. */
    enum None {
        NULL
    }

    private record Attribute(String name, Object value) {}

    /** A block's attributes, in order. */
    static final class Body {

        private final List<Attribute> attributes = new ArrayList<>();

        Body set(String name, Object value) {
            attributes.add(new Attribute(name, value));
            return this;
        }

        /** A block inside, such as {@code exec { … }}. */
        Body block(String type, Body inside) {
            return set(type, inside);
        }
    }

    /** A line of comment. */
    Hcl comment(String line) {
        gap();
        text.append("# ").append(line).append('\n');
        return this;
    }

    /** A block such as {@code module "eks" { … }}, or with several labels. */
    Hcl block(String type, List<String> labels, Body body) {
        if (!text.toString().endsWith("\n") || !lastLine().startsWith("#")) {
            gap();
        }
        text.append(type);
        labels.forEach(label -> text.append(' ').append(quoted(label)));
        text.append(" {\n");
        inside(body, "  ");
        text.append("}\n");
        return this;
    }

    /** Equals signs stand in line within a run of attributes; a block inside ends a run. */
    private void inside(Body body, String indent) {
        var run = new ArrayList<Attribute>();
        var isFirst = true;
        for (var attribute : body.attributes) {
            if (attribute.value() instanceof Body inner) {
                attributes(run, indent);
                text.append(isFirst ? "" : "\n")
                        .append(indent)
                        .append(attribute.name())
                        .append(" {\n");
                inside(inner, indent + "  ");
                text.append(indent).append("}\n");
            } else {
                run.add(attribute);
            }
            isFirst = false;
        }
        attributes(run, indent);
    }

    private void attributes(List<Attribute> run, String indent) {
        int width =
                run.stream().map(Attribute::name).mapToInt(String::length).max().orElse(0);
        for (var attribute : run) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s%-" + Math.max(1, width) + "s = %s%n",
                    indent,
                    attribute.name(),
                    value(attribute.value())));
        }
        run.clear();
    }

    /** Attributes outside of any block, as a file of variables has them. */
    Hcl attributes(Body body) {
        inside(body, "");
        return this;
    }

    Hcl block(String type, String label, Body body) {
        return block(type, List.of(label), body);
    }

    private void gap() {
        if (!text.isEmpty()) {
            text.append('\n');
        }
    }

    private String lastLine() {
        return text.toString().lines().reduce("", (first, second) -> second);
    }

    /** One literal or expression on one line. */
    static String value(Object value) {
        return switch (value) {
            case Expression(String expression) -> expression;
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + value(entry.getValue()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
            case Collection<?> list -> list.stream().map(Hcl::value).collect(Collectors.joining(", ", "[", "]"));
            case None none -> "null";
            case Boolean flag -> flag.toString();
            case Number number -> number.toString();
            default -> quoted(String.valueOf(value));
        };
    }

    /** A quoted string that means exactly these characters: no template, no escape of its own is left. */
    static String quoted(String plain) {
        var quoted = new StringBuilder("\"");
        plain.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (character < 0x20 || character == 0x7f) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
                    } else {
                        quoted.appendCodePoint(character);
                    }
                }
            }
        });
        return quoted.append('"').toString().replace("${", "$${").replace("%{", "%%{");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
