package dev.landfall.gateway.aws;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms in which an ECS task definition names a secret. */
sealed interface SecretReference {

    /**
     * {@code arn:…:secret:name}, optionally followed by {@code :json-key:version-stage:version-id}, where parts may be
     * empty or left out from the end.
     */
    record Secret(String arn, Optional<String> jsonKey, Optional<String> stage, Optional<String> version)
            implements SecretReference {}

    /** {@code arn:…:parameter/name}, or the bare name of a parameter of this account and region. */
    record Parameter(String name) implements SecretReference {}

    int SECRET_ARN_PARTS = 7;
    int LONGEST_PARTS = 10;
    Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z0-9_.\\-/]{1,2048}");

    /** {@code SECRET_REFERENCE_UNKNOWN} for any other form. */
    static SecretReference parse(String reference) {
        if (!reference.startsWith("arn:")) {
            if (PARAMETER_NAME.matcher(reference).matches()) {
                return new Parameter(reference);
            }
            throw unknown(reference);
        }
        var parts = List.of(reference.split(":", -1));
        if (parts.size() > 2 && parts.get(2).equals("ssm")) {
            return new Parameter(reference);
        }
        boolean secret = parts.size() >= SECRET_ARN_PARTS
                && parts.size() <= LONGEST_PARTS
                && parts.get(2).equals("secretsmanager")
                && parts.get(5).equals("secret");
        if (!secret) {
            throw unknown(reference);
        }
        return new Secret(
                String.join(":", parts.subList(0, SECRET_ARN_PARTS)), part(parts, 7), part(parts, 8), part(parts, 9));
    }

    private static Optional<String> part(List<String> parts, int index) {
        return parts.size() > index ? Optional.of(parts.get(index)).filter(part -> !part.isEmpty()) : Optional.empty();
    }

    private static LandfallException unknown(String reference) {
        return Problem.operator(
                        "SECRET_REFERENCE_UNKNOWN",
                        "The reference " + reference + " is of no kind that is known here.",
                        "Give a Secrets Manager ARN or an SSM parameter, as in an ECS task definition.")
                .asException();
    }
}
