package dev.landfall.local.world.side;

/**
 * Secrets that both sides hold, and each side's own.
 *
 * @param encryptionKey the same bytes on both sides, as are {@code jwtSecret} and {@code licenseKey}
 */
public record SharedSecrets(
        String encryptionKey,
        String jwtSecret,
        String licenseKey,
        String sourcePassword,
        String targetPassword,
        String smtpPassword,
        String clientSecret) {

    @Override
    public String toString() {
        return "SharedSecrets";
    }
}
