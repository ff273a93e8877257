package dev.landfall.local.world;

import dev.landfall.local.engine.StateMachine;
import dev.landfall.model.definition.DefinitionFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definitions as they are deployed: each {@code ${Name}} replaced by the function's name, as the stack does.
 *
 * @param checkout root of the source tree
 */
record Machines(Path checkout) {

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9]*)}");

    /** What is not a function's name. */
    private static final Map<String, String> OTHERS = Map.of("MoverTaskDefinition", "landfall-mover:1");

    /** {@code migrate} or {@code rollback}; {@code DEFINITION_UNREADABLE} where its file cannot be read. */
    StateMachine load(String name) {
        var file = checkout.resolve("statemachine").resolve(name + DefinitionFile.SUFFIX);
        var text = SUBSTITUTION
                .matcher(DefinitionFile.read(file).toString())
                .replaceAll(match -> Matcher.quoteReplacement(OTHERS.getOrDefault(match.group(1), match.group(1))));
        return StateMachine.load("landfall-" + name, text);
    }
}
