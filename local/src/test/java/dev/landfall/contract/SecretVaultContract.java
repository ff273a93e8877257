package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.model.failure.OperatorException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every vault does. */
public abstract class SecretVaultContract {

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
        var encrypted = vault.encrypt("token", "the token");
        assertThat(encrypted).doesNotContain("the token");
        assertThat(vault.decrypt("token", encrypted)).isEqualTo("the token");
        assertThatThrownBy(() -> vault.decrypt("other", encrypted)).isInstanceOf(OperatorException.class);
    }

    @Test
    void fingerprintsAreEqualForEqualBytesOnly() {
        var vault = vault();
        assertThat(vault.fingerprint(bytes("key"))).isEqualTo(vault.fingerprint(bytes("key")));
        assertThat(vault.fingerprint(bytes("key"))).isNotEqualTo(vault.fingerprint(bytes("key\n")));
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
