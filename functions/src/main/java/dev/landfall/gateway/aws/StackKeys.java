package dev.landfall.gateway.aws;

/**
 * ARNs of the stack's KMS keys.
 *
 * @param encryption symmetric; encrypts the run bucket and kept secrets
 * @param token symmetric; encrypts the tokens of states that wait for people
 * @param fingerprint HMAC_256
 * @param link HMAC_256, for links
 */
public record StackKeys(String encryption, String token, String fingerprint, String link) {}
