package dev.landfall.mover.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Where a password is.
 *
 * <ul>
 *   <li>{@code file:/path}: the file's exact bytes, except that one final line feed is not part of the password, because
 *       editors and {@code echo} add one; a carriage return or a second line feed is.
 *   <li>{@code env:NAME}: a variable of the mover's environment.
 *   <li>{@code arn:aws:secretsmanager:…:secret:name}, optionally followed by {@code :json-key:version-stage:version-id}
 *       with empty parts left empty, as in an ECS task definition. Without a key, a secret that is a JSON object gives its
 *       {@code password}, as those that RDS manages do.
 * </ul>
 */
public record PasswordReference(String text) {

    private static final int ARN_PARTS = 7;

    /** The password; {@code PASSWORD_UNREADABLE} where it is not there. */
    public String resolve(Map<String, String> environment) {
        if (text.startsWith("file:")) {
            return file(Path.of(text.substring("file:".length())));
        }
        if (text.startsWith("env:")) {
            var name = text.substring("env:".length());
            return Optional.ofNullable(environment.get(name))
                    .orElseThrow(() -> unreadable("the variable " + name + " is not set"));
        }
        if (text.startsWith("arn:") && text.contains(":secretsmanager:")) {
            return secret();
        }
        throw unreadable("it is none of file:/path, env:NAME and a Secrets Manager ARN");
    }

    private static String file(Path path) {
        try {
            var content = Files.readString(path, StandardCharsets.UTF_8);
            return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
        } catch (IOException e) {
            throw unreadable(
                    "the file " + path + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private String secret() {
        var parts = List.of(text.split(":", -1));
        if (parts.size() < ARN_PARTS) {
            throw unreadable("the ARN is incomplete");
        }
        var arn = String.join(":", parts.subList(0, ARN_PARTS));
        var key = part(parts, ARN_PARTS);
        try (var client = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            var value = client.getSecretValue(request -> {
                        request.secretId(arn);
                        part(parts, ARN_PARTS + 1).ifPresent(request::versionStage);
                        part(parts, ARN_PARTS + 2).ifPresent(request::versionId);
                    })
                    .secretString();
            return key.map(name -> field(value, name)
                            .orElseThrow(() -> unreadable("the secret " + arn + " has no key " + name)))
                    .or(() -> field(value, "password"))
                    .orElse(value);
        } catch (SdkException e) {
            throw Problem.operator(
                            "PASSWORD_UNREADABLE",
                            "The secret " + arn + " cannot be read ("
                                    + e.getClass().getSimpleName() + ").",
                            "Check that the secret exists and that the mover's role may read it and use its key.")
                    .asException(e);
        }
    }

    private static Optional<String> part(List<String> parts, int index) {
        return parts.size() > index && !parts.get(index).isEmpty() ? Optional.of(parts.get(index)) : Optional.empty();
    }

    private static Optional<String> field(String value, String name) {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(value).get(name))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        } catch (IOException e) {
            // Not JSON: the secret is the password itself.
            return Optional.empty();
        }
    }

    private static RuntimeException unreadable(String why) {
        return Problem.operator(
                        "PASSWORD_UNREADABLE",
                        "The database's password cannot be read: " + why + ".",
                        "Correct what names it: file:/path, env:NAME or a secret's ARN.")
                .asException();
    }
}
