package dev.landfall.contract.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.contract.CallRecorder;
import dev.landfall.contract.PackedArchive;
import dev.landfall.contract.SecretVaultContract;
import dev.landfall.embedded.MotoServer;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.AwsSecretVault;
import dev.landfall.gateway.aws.StackKeys;
import dev.landfall.model.failure.BugException;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.PythonTools;
import dev.landfall.testing.Tier;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@NeedsTier(Tier.MOTO)
class MotoSecretVaultIT extends SecretVaultContract {

    @TempDir
    static Path folder;

    private static MotoServer moto;
    private AwsConnection connection;
    private SecretsManagerClient secrets;
    private SsmClient parameters;
    private SecretVault vault;
    private StackKeys keys;

    @BeforeAll
    static void startMoto() {
        moto = MotoServer.start(PythonTools.program("python"), folder.resolve("moto.log"));
    }

    @AfterAll
    static void stopMoto() {
        moto.stop();
    }

    @BeforeEach
    void makeKeys() {
        connection = AwsConnection.to(moto.endpoint());
        secrets = connection.client(SecretsManagerClient.builder());
        parameters = connection.client(SsmClient.builder());
        try (var kms = connection.client(KmsClient.builder())) {
            keys = new StackKeys(
                    kms.createKey().keyMetadata().arn(),
                    kms.createKey().keyMetadata().arn(),
                    macKey(kms),
                    macKey(kms));
            vault = PackedArchive.gateway(SecretVault.class, AwsSecretVault.class, connection, keys);
        }
    }

    @AfterEach
    void forget() {
        secrets.close();
        parameters.close();
        moto.reset();
    }

    private static String macKey(KmsClient kms) {
        return kms.createKey(request -> request.keySpec(KeySpec.HMAC_256).keyUsage(KeyUsageType.GENERATE_VERIFY_MAC))
                .keyMetadata()
                .arn();
    }

    @Override
    protected SecretVault vault() {
        return vault;
    }

    @Override
    protected String planted(SecretVault ignored, String name, SecretText value) {
        return secrets.createSecret(request -> request.name(name).secretString(value.reveal()))
                .arn();
    }

    @Test
    void stageAndVersionOfASecretAreFollowed() {
        var arn = planted(vault, "retool", SecretText.of("{\"key\":\"old\"}"));
        var version = secrets.describeSecret(request -> request.secretId(arn))
                .versionIdsToStages()
                .keySet()
                .iterator()
                .next();
        secrets.putSecretValue(request -> request.secretId(arn).secretString("{\"key\":\"new\"}"));

        assertThat(vault.resolve(arn + ":key").reveal()).isEqualTo("new");
        assertThat(vault.resolve(arn + ":key:AWSPREVIOUS:").reveal()).isEqualTo("old");
        assertThat(vault.resolve(arn + ":key::" + version).reveal()).isEqualTo("old");
        assertThat(vault.resolve(arn + "::AWSPREVIOUS:").reveal()).isEqualTo("{\"key\":\"old\"}");
    }

    @Test
    void binarySecretComesBackByteForByte() {
        var bytes = new byte[] {0, (byte) 0xff, 10, (byte) 0xc3};
        var arn = secrets.createSecret(request -> request.name("binary").secretBinary(SdkBytes.fromByteArray(bytes)))
                .arn();
        assertThat(vault.resolve(arn).bytes()).isEqualTo(bytes);

        assertThat(vault.resolve(vault.keep("landfall/binary", SecretText.of(bytes)))
                        .bytes())
                .isEqualTo(bytes);
    }

    @Test
    void parameterIsReadByArnAndByBareName() {
        parameters.putParameter(request ->
                request.name("/retool/jwt").type(ParameterType.SECURE_STRING).value("signing key\n"));
        parameters.putParameter(
                request -> request.name("retool.key").type(ParameterType.STRING).value("plain"));
        var arn = parameters
                .getParameter(request -> request.name("/retool/jwt"))
                .parameter()
                .arn();

        assertThat(vault.resolve("/retool/jwt").reveal()).isEqualTo("signing key\n");
        assertThat(vault.resolve(arn).reveal()).isEqualTo("signing key\n");
        assertThat(vault.resolve("retool.key").reveal()).isEqualTo("plain");
    }

    @Test
    void whatDoesNotExistIsNamed() {
        var gone = "arn:aws:secretsmanager:us-east-1:123456789012:secret:gone-AbCdEf:key::";
        assertThatThrownBy(() -> vault.resolve(gone))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SECRET_MISSING")
                .hasMessageContaining(gone);
        assertThatThrownBy(() -> vault.resolve("/retool/gone"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SECRET_MISSING")
                .hasMessageContaining("/retool/gone");
    }

    @Test
    void referenceOfAnotherKindIsRefused() {
        for (var reference : new String[] {"kubernetes:retool/key", "arn:aws:s3:::bucket/key", "", "a b"}) {
            assertThatThrownBy(() -> vault.resolve(reference))
                    .as(reference)
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("SECRET_REFERENCE_UNKNOWN");
        }
    }

    @Test
    void onlyLandfallsOwnNamesAreKept() {
        assertThatThrownBy(() -> vault.keep("retool/key", SecretText.of("x")))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("SECRET_NAME_INVALID");
    }

    @Test
    void longSettingHasAFingerprintToo() {
        var document = new byte[20_000];
        var other = document.clone();
        other[19_999] = 1;
        assertThat(vault.fingerprint(document)).matches("[0-9a-f]{64}").isNotEqualTo(vault.fingerprint(other));
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        parameters.putParameter(request ->
                request.name("/retool/key").type(ParameterType.STRING).value("plain"));
        var recorder = new CallRecorder();
        var watched = recorder.watch(SecretVault.class, new AwsSecretVault(connection.shownTo(recorder), keys));

        var kept = watched.keep("landfall/one", SecretText.of("old"));
        watched.keep("landfall/one", SecretText.of("new"));
        assertThat(watched.resolve(kept).reveal()).isEqualTo("new");
        watched.resolve("/retool/key");
        watched.decrypt(TOKEN, watched.encrypt(TOKEN, "the token"));
        watched.fingerprint(new byte[] {1});
        watched.verify("a link", watched.sign("a link"));

        recorder.assertUsedExactlyWhatIsListed(SecretVault.class);
    }

    @Test
    void changedCiphertextIsRefused() {
        var encrypted = vault.encrypt(TOKEN, "the token");
        var changed = encrypted.substring(0, encrypted.length() - 8) + "AAAAAAA=";
        assertThatThrownBy(() -> vault.decrypt(TOKEN, changed))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DECRYPTION_REFUSED");
        assertThatThrownBy(() -> vault.decrypt(TOKEN, "not base64!"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DECRYPTION_REFUSED");
    }
}
