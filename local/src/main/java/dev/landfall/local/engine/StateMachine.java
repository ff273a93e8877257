package dev.landfall.local.engine;

import dev.landfall.local.engine.definition.Definition;
import dev.landfall.local.engine.definition.DefinitionReader;
import dev.landfall.local.engine.definition.Reading;
import dev.landfall.model.failure.Problem;

/**
 * A definition with the names it has in AWS.
 *
 * @param definitionJson as it was loaded
 */
public record StateMachine(String name, String definitionJson, Definition definition) {

    static final String ACCOUNT = "000000000000";
    static final String REGION = "local";

    /**
     * Reads a definition.
     *
     * @throws dev.landfall.model.failure.OperatorException {@code DEFINITION_REFUSED} with every reason, each naming
     *     state and field; {@link DefinitionReader#read(String)} gives them one by one
     */
    public static StateMachine load(String name, String definitionJson) {
        return switch (DefinitionReader.read(definitionJson)) {
            case Reading.Accepted(var definition) -> new StateMachine(name, definitionJson, definition);
            case Reading.Refused refused ->
                throw Problem.operator(
                                "DEFINITION_REFUSED",
                                "The definition of " + name + " cannot run: " + refused.text() + ".",
                                "Change the named fields.")
                        .asException();
        };
    }

    public String arn() {
        return "arn:aws:states:%s:%s:stateMachine:%s".formatted(REGION, ACCOUNT, name);
    }

    public String roleArn() {
        return "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, name);
    }

    public String executionArn(String execution) {
        return "arn:aws:states:%s:%s:execution:%s:%s".formatted(REGION, ACCOUNT, name, execution);
    }

    public static String region() {
        return REGION;
    }
}
