package dev.landfall.gateway.aws;

/**
 * ARNs of the stack's KMS keys.
 *
 * @param encryption symmetric; encrypts task tokens and kept secrets
 * @param fingerprint HMAC_256
 * @param link HMAC_256, for links
 */
public record StackKeys(String encryption, String fingerprint, String link) {}
