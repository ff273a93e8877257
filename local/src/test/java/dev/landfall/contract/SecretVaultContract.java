package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.model.failure.OperatorException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every vault does. */
public abstract class SecretVaultContract {

    protected static final Map<String, String> TOKEN = Map.of("purpose", "token", "gate", "1");

    protected abstract SecretVault vault();

    /** Stores a secret as somebody else would have, and returns its ARN without a JSON key. */
    protected abstract String planted(SecretVault vault, String name, SecretText value);

    @Test
    void keptSecretComesBackByteForByte() {
        var vault = vault();
        var value = SecretText.of("pa$$ %?#[word]:\n");
        assertThat(vault.resolve(vault.keep("landfall/source/app", value))).isEqualTo(value);
    }

    @Test
    void keepingANameAgainReplacesItsValueUnderTheSameReference() {
        var vault = vault();
        var first = vault.keep("landfall/source/app", SecretText.of("old"));
        assertThat(vault.keep("landfall/source/app", SecretText.of("new"))).isEqualTo(first);
        assertThat(vault.resolve(first).reveal()).isEqualTo("new");
    }

    @Test
    void referenceHoldsNoSecret() {
        assertThat(vault().keep("landfall/source/app", SecretText.of("marked-secret")))
                .doesNotContain("marked-secret");
    }

    @Test
    void jsonKeyOfASecretIsFollowed() {
        var vault = vault();
        var arn = planted(vault, "retool", SecretText.of("{\"key\":\"value\",\"other\":\"x\"}"));
        assertThat(vault.resolve(arn + ":key::").reveal()).isEqualTo("value");
        assertThat(vault.resolve(arn).reveal()).startsWith("{");
    }

    @Test
    void missingJsonKeyIsNamedWithoutTheSecretsText() {
        var vault = vault();
        var arn = planted(vault, "retool", SecretText.of("{\"key\":\"marked-secret\"}"));
        assertThatThrownBy(() -> vault.resolve(arn + ":gone::"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SECRET_MISSING")
                .hasMessageContaining("gone")
                .hasMessageNotContaining("marked-secret");
    }

    @Test
    void encryptedTextOpensForItsPurposeOnly() {
        var vault = vault();
        var encrypted = vault.encrypt(TOKEN, "the token");
        assertThat(encrypted).doesNotContain("the token");
        assertThat(vault.decrypt(TOKEN, encrypted)).isEqualTo("the token");
        assertThatThrownBy(() -> vault.decrypt(Map.of("gate", "2"), encrypted)).isInstanceOf(OperatorException.class);
    }

    @Test
    void fingerprintsAreEqualForEqualBytesOnly() {
        var vault = vault();
        assertThat(vault.fingerprint(bytes("key"))).isEqualTo(vault.fingerprint(bytes("key")));
        assertThat(vault.fingerprint(bytes("key"))).isNotEqualTo(vault.fingerprint(bytes("key\n")));
    }

    @Test
    void ciphertextMovesToNoOtherContext() {
        var vault = vault();
        var encrypted = vault.encrypt(TOKEN, "the token");
        for (var other : List.of(
                Map.of("purpose", "token", "gate", "2"), Map.of("purpose", "token"), Map.<String, String>of())) {
            assertThatThrownBy(() -> vault.decrypt(other, encrypted))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("DECRYPTION_REFUSED");
        }
    }

    @Test
    void signatureIsVerifiedForItsOwnTextOnly() {
        var vault = vault();
        var signature = vault.sign("text");
        assertThat(signature).hasSize(43);
        assertThat(vault.verify("text", signature)).isTrue();
        assertThat(vault.verify("texts", signature)).isFalse();
        assertThat(vault.verify("text", vault.sign("texts"))).isFalse();
        for (var none : List.of("", "x", signature + "A", signature.substring(1), "!".repeat(43))) {
            assertThat(vault.verify("text", none)).as(none).isFalse();
        }
    }

    /** The last of 43 characters has two bits to spare. */
    @Test
    void signatureIsWrittenInOneWayOnly() {
        var vault = vault();
        var signature = vault.sign("text");
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = alphabet.indexOf(signature.charAt(42));
        var other = signature.substring(0, 42) + alphabet.charAt(last ^ 1);
        assertThat(vault.verify("text", other)).isFalse();
    }

    @Test
    void signatureIsNoFingerprint() {
        var vault = vault();
        assertThat(vault.sign("text")).isEqualTo(vault.sign("text")).doesNotContain("=", "+", "/");
        assertThat(vault.sign("text")).isNotEqualTo(vault.fingerprint(bytes("text")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
