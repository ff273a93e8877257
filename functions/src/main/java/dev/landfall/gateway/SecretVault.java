package dev.landfall.gateway;

/** Secrets Manager and the stack's KMS key. */
public interface SecretVault {

    /** The value behind a Secrets Manager ARN (with JSON key), an SSM parameter or {@code file:/path}. */
    SecretText resolve(String reference);

    /** Keeps a secret under Landfall's own name and returns its reference. */
    String keep(String name, SecretText value);

    /** Encrypts with the stack's key; the result is safe to keep in the run store. */
    String encrypt(String purpose, String text);

    String decrypt(String purpose, String encrypted);

    /** Hex HMAC-SHA-256 under the stack's key: equal for equal bytes, of no use to guess them without the key. */
    String fingerprint(byte[] bytes);

    /** Base64url HMAC-SHA-256 for links, under another key than {@link #fingerprint}. */
    String sign(String text);
}
