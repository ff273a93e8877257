package dev.landfall.gateway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

/** Reads what a {@link SecretReference} names; {@code SECRET_MISSING} where it is not there. */
record SecretReader(Supplier<SecretsManagerClient> secrets, Supplier<SsmClient> parameters) {

    SecretText read(String reference) {
        var parsed = SecretReference.parse(reference);
        try {
            return AwsProblem.guard("read " + reference, () -> switch (parsed) {
                case SecretReference.Secret secret -> read(reference, secret);
                case SecretReference.Parameter parameter -> read(reference, parameter);
            });
        } catch (OperatorException e) {
            if (!e.problem().code().equals("AWS_DENIED")) {
                throw e;
            }
            throw denied(parsed, e);
        }
    }

    /** A deployment grants what {@code landfall.json} lists; the other reasons are rarer. */
    private static LandfallException denied(SecretReference reference, OperatorException denial) {
        var key = switch (reference) {
            case SecretReference.Secret _ -> "deployment.access.secrets (a database's password: databaseSecrets)";
            case SecretReference.Parameter _ -> "deployment.access.parameters";
        };
        return Problem.operator(
                        "SECRET_DENIED",
                        denial.problem().seen(),
                        "Name it in " + key + " of landfall.json and deploy; the ledger of a capture lists all that the"
                                + " source uses. If it is named, look at its own policy and its KMS key"
                                + " (deployment.kmsKeys).")
                .asException(denial);
    }

    private SecretText read(String reference, SecretReference.Secret secret) {
        try {
            var value = secrets.get().getSecretValue(request -> {
                request.secretId(secret.arn());
                secret.stage().ifPresent(request::versionStage);
                secret.version().ifPresent(request::versionId);
            });
            var whole = value.secretString() == null
                    ? SecretText.of(value.secretBinary().asByteArray())
                    : SecretText.of(value.secretString());
            return secret.jsonKey().map(key -> field(reference, whole, key)).orElse(whole);
        } catch (ResourceNotFoundException e) {
            throw missing(reference, "does not exist, or not in that version", e);
        }
    }

    private SecretText read(String reference, SecretReference.Parameter parameter) {
        try {
            return SecretText.of(parameters
                    .get()
                    .getParameter(request -> request.name(parameter.name()).withDecryption(true))
                    .parameter()
                    .value());
        } catch (ParameterNotFoundException | ParameterVersionNotFoundException e) {
            throw missing(reference, "does not exist", e);
        }
    }

    private static SecretText field(String reference, SecretText whole, String key) {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(whole.bytes());
        } catch (IOException e) {
            // The parser's message quotes the text it could not read, so it must not travel on as a cause.
            throw missing(reference, "is not JSON, so it has no key " + key, null);
        }
        return Optional.ofNullable(tree.get(key))
                .map(value -> SecretText.of(value.isValueNode() ? value.asText() : value.toString()))
                .orElseThrow(() -> missing(reference, "has no key " + key, null));
    }

    private static LandfallException missing(
            String reference, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return Problem.operator(
                        "SECRET_MISSING",
                        "The secret " + reference + " " + why + ".",
                        "Correct the reference in the task definition, or restore the secret.")
                .asException(cause);
    }
}
