package dev.landfall.gateway.aws;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.SignatureText;
import dev.landfall.model.DeploymentName;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Secrets Manager, Systems Manager's parameters and KMS. Problems beside those of every call to AWS:
 * {@code SECRET_MISSING}, {@code SECRET_REFERENCE_UNKNOWN} and {@code DECRYPTION_REFUSED} need a person.
 */
public final class AwsSecretVault implements SecretVault {

    private final SecretReader reader;
    private final SecretKeeper keeper;
    private final KmsCipher cipher;

    public AwsSecretVault(AwsConnection connection, StackKeys keys) {
        var secrets = new Later<>(() -> connection.client(SecretsManagerClient.builder()));
        reader = new SecretReader(secrets, new Later<>(() -> connection.client(SsmClient.builder())));
        keeper = new SecretKeeper(
                secrets, keys.encryption(), DeploymentName.here().path(""));
        cipher = new KmsCipher(new Later<>(() -> connection.client(KmsClient.builder())), keys);
    }

    @Override
    public SecretText resolve(String reference) {
        return reader.read(reference);
    }

    @Override
    public String keep(String name, SecretText value) {
        return keeper.keep(name, value);
    }

    @Override
    public String encrypt(Map<String, String> context, String text) {
        return cipher.encrypt(context, text);
    }

    @Override
    public String decrypt(Map<String, String> context, String encrypted) {
        return cipher.decrypt(context, encrypted);
    }

    @Override
    public String fingerprint(byte[] bytes) {
        return HexFormat.of().formatHex(cipher.fingerprint(bytes));
    }

    @Override
    public String sign(String text) {
        return SignatureText.of(cipher.signature(text));
    }

    @Override
    public boolean verify(String text, String signature) {
        return SignatureText.read(signature)
                .map(mac -> cipher.isSignature(text, mac))
                .orElse(false);
    }
}
