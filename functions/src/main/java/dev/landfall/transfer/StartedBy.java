package dev.landfall.transfer;

import dev.landfall.model.Sha256;
import java.util.regex.Pattern;

/**
 * What an ECS task of a run says it was started by. ECS takes 128 characters of letters, digits, hyphen, underscore and
 * slash; an execution may be called almost anything of 80.
 */
public final class StartedBy {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int HASH = 10;

    private StartedBy() {}

    /**
     * {@code <run-id>/<database>} where ECS takes it; otherwise the run's id cleaned, with a digest of what it was between,
     * so that no other run's is the same.
     */
    public static String of(String runId, String database) {
        if (PLAIN.matcher(runId).matches()) {
            return runId + "/" + database;
        }
        var cleaned = runId.replaceAll("[^A-Za-z0-9_-]+", "-");
        return cleaned + "/" + Sha256.hex(runId).substring(0, HASH) + "/" + database;
    }
}
