package dev.landfall.local.world;

import dev.landfall.local.world.side.SharedSecrets;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Every secret of a world, made once. Passwords hold the characters that generated ones hold in the field, because
 * those are what breaks URLs, shells and templates.
 */
record WorldSecrets(
        String sourceSuperuser,
        String targetSuperuser,
        String sourcePassword,
        String targetPassword,
        String encryptionKey,
        String jwtSecret,
        String licenseKey,
        String smtpPassword,
        String clientSecret) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String AWKWARD = "$#%?:[]&'\"\\ ";

    static WorldSecrets in(WorldHome home) {
        try {
            if (Files.exists(home.secrets())) {
                return Json.MAPPER.readValue(home.secrets().toFile(), WorldSecrets.class);
            }
            var fresh = new WorldSecrets(
                    random(),
                    random(),
                    random() + AWKWARD + random(),
                    AWKWARD + random(),
                    random(),
                    random(),
                    "SSOP_" + random(),
                    random(),
                    random());
            OwnerFile.write(home.secrets(), Json.MAPPER.writeValueAsBytes(fresh));
            return fresh;
        } catch (IOException e) {
            throw WorldProblem.of("keep the world's secrets in " + home.secrets(), e)
                    .asException(e);
        }
    }

    /** What the two sides' settings hold. */
    SharedSecrets shared() {
        return new SharedSecrets(
                encryptionKey, jwtSecret, licenseKey, sourcePassword, targetPassword, smtpPassword, clientSecret);
    }

    private static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "WorldSecrets";
    }
}
