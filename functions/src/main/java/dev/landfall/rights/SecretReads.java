package dev.landfall.rights;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.OperatorException;

/** Reads that prove a way to secrets, with the keys that encrypt them; what is read is dropped at once. */
final class SecretReads {

    /** Each is a request, and every function that reads secrets makes them. */
    private static final int MOST = 8;

    private SecretReads() {}

    /** A secret that is missing or of another form is for the check of settings to say. */
    static void resolve(CheckGround ground) {
        ground.references().stream().limit(MOST).forEach(reference -> {
            try {
                ground.gateways().secretVault().resolve(reference);
            } catch (OperatorException e) {
                if (isDenied(e)) {
                    throw e;
                }
            }
        });
    }

    static boolean isDenied(LandfallException failure) {
        var code = failure.problem().code();
        return code.endsWith("_DENIED") || code.equals("TARGET_TOKEN_REFUSED");
    }
}
