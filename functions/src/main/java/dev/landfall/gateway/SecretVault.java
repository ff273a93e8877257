package dev.landfall.gateway;

import java.util.Map;

/** Secrets Manager and the stack's KMS key. */
public interface SecretVault {

    /** The value behind a Secrets Manager ARN (with JSON key), an SSM parameter or {@code file:/path}. */
    SecretText resolve(String reference);

    /** Keeps a secret under Landfall's own name and returns its reference. */
    String keep(String name, SecretText value);

    /**
     * Encrypts with the stack's key; the result is safe to keep in the run store.
     *
     * @param context what the text is for, by name: it is authenticated with the text and is no secret itself
     */
    String encrypt(Map<String, String> context, String text);

    /** {@code DECRYPTION_REFUSED} for what was changed, or was encrypted in another context. */
    String decrypt(Map<String, String> context, String encrypted);

    /** Hex HMAC-SHA-256 under the stack's key: equal for equal bytes, of no use to guess them without the key. */
    String fingerprint(byte[] bytes);

    /** Base64url HMAC-SHA-256 of 43 characters for links and decisions, under another key than {@link #fingerprint}. */
    String sign(String text);

    /** Whether {@link #sign} gave this signature to that text; whoever may ask so may not sign. */
    boolean verify(String text, String signature);
}
