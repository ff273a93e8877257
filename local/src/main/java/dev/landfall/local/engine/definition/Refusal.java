package dev.landfall.local.engine.definition;

/**
 * One reason why a definition cannot run.
 *
 * @param state the state's name; empty for the definition itself
 * @param field the field's name, with its place inside where it has one, such as {@code Retry[0].ErrorEquals}
 * @param path from the root, such as {@code /States/Copy/Branches/0/States/Dump/Retry/0/ErrorEquals}
 * @param reason without the state's and the field's names
 */
public record Refusal(String state, String field, String path, String reason) {

    public String text() {
        var where = state.isEmpty() ? "the definition" : "state '" + state + "'";
        return "%s, field '%s' (%s): %s".formatted(where, field, path, reason);
    }
}
