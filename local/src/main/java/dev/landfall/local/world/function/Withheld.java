package dev.landfall.local.world.function;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rights that a function's role lacks although the deployment gives it.
 *
 * @param function by name
 * @param action such as {@code ecs:UpdateService}
 */
public record Withheld(String function, String action) {

    private static final Pattern FORM = Pattern.compile("(\\w+)=([a-z0-9-]+:\\w+)");

    /** Reads {@code Freeze=ecs:UpdateService}; {@code USAGE} for another form, and for a right that it does not have. */
    public static Withheld of(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw usage("is not of the form FUNCTION=ACTION, such as Freeze=ecs:UpdateService", text);
        }
        var withheld = new Withheld(parts.group(1), parts.group(2));
        var actions = HandlerTable.handlers().stream()
                .filter(handler -> handler.name().equals(withheld.function()))
                .map(Handler::grants)
                .findFirst()
                .orElseThrow(() -> usage("names no function of Landfall", text))
                .stream()
                .map(Grant::action)
                .toList();
        if (!actions.contains(withheld.action())) {
            throw usage("names a right that the function does not have anyhow", text);
        }
        return withheld;
    }

    /** What a function's role lacks. */
    public static List<String> from(List<Withheld> all, String function) {
        return all.stream()
                .filter(each -> each.function().equals(function))
                .map(Withheld::action)
                .toList();
    }

    private static RuntimeException usage(String why, String text) {
        return Problem.operator(
                        "USAGE",
                        "--deny " + text + " " + why + ".",
                        "docs/permissions.md lists every function's rights.")
                .asException();
    }
}
