package dev.landfall.gateway.aws;

import dev.landfall.gateway.SecretText;
import dev.landfall.model.failure.Problem;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/**
 * Landfall's own secrets, all named {@code landfall/…}, or as the deployment's name says, so that a role can be allowed these and no others.
 *
 * @param keyArn the stack's key
 * @param prefix that the names begin with
 */
record SecretKeeper(Supplier<SecretsManagerClient> secrets, String keyArn, String prefix) {

    /** The ARN, the same for as long as the secret lives. */
    String keep(String name, SecretText value) {
        if (!name.startsWith(prefix)) {
            throw Problem.bug(
                            "SECRET_NAME_INVALID", "The secret's name " + name + " does not begin with " + prefix + ".")
                    .asException();
        }
        return AwsProblem.guard(
                "keep the secret " + name, () -> create(name, value).orElseGet(() -> replace(name, value)));
    }

    private Optional<String> create(String name, SecretText value) {
        var text = text(value);
        try {
            return Optional.of(secrets.get()
                    .createSecret(request -> {
                        request.name(name).kmsKeyId(keyArn);
                        text.ifPresentOrElse(request::secretString, () -> request.secretBinary(binary(value)));
                    })
                    .arn());
        } catch (ResourceExistsException e) {
            return Optional.empty();
        } catch (InvalidRequestException e) {
            // So Secrets Manager says that a secret of that name is waiting to be deleted.
            secrets.get().restoreSecret(request -> request.secretId(name));
            return Optional.empty();
        }
    }

    private String replace(String name, SecretText value) {
        var text = text(value);
        return secrets.get()
                .putSecretValue(request -> {
                    request.secretId(name);
                    text.ifPresentOrElse(request::secretString, () -> request.secretBinary(binary(value)));
                })
                .arn();
    }

    /** Empty where the bytes are no UTF-8 and would not come back as they were. */
    private static Optional<String> text(SecretText value) {
        return Optional.of(value.reveal())
                .filter(text -> Arrays.equals(SecretText.of(text).bytes(), value.bytes()));
    }

    private static SdkBytes binary(SecretText value) {
        return SdkBytes.fromByteArray(value.bytes());
    }
}
