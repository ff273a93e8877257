package dev.landfall.transfer;

import dev.landfall.model.DeploymentName;
import dev.landfall.model.Sha256;
import java.util.Locale;

/** Names in Kubernetes for whatever an execution is called: up to 80 characters of many kinds. */
public final class JobName {

    private static final int MOST = 63;
    private static final int HASH = 10;

    private JobName() {}

    /** The same of another deployment. */
    static String of(DeploymentName deployment, String runId, String database, String command) {
        return fitted(deployment.named(runId + "-" + database + "-" + command), runId + "/" + database + "/" + command);
    }

    /** A DNS label of at most 63 characters, another one for another run, database or command. */
    public static String of(String runId, String database, String command) {
        return of(DeploymentName.here(), runId, database, command);
    }

    /** A label's value that stands for a run. */
    public static String label(String runId) {
        return label(DeploymentName.here(), runId);
    }

    /** Two deployments may have a run of the same name, and one namespace for their Jobs. */
    static String label(DeploymentName deployment, String runId) {
        return fitted(deployment.isDefault() ? runId : deployment.named(runId), runId);
    }

    /** Readable where it can be; a hash tells apart what became alike. */
    private static String fitted(String wanted, String meaning) {
        var plain = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
        var trimmed = trim(plain);
        if (trimmed.equals(wanted) && trimmed.length() <= MOST) {
            return trimmed;
        }
        var hash = Sha256.hex(meaning).substring(0, HASH);
        var room = MOST - HASH - 1;
        var start = trim(trimmed.length() > room ? trimmed.substring(0, room) : trimmed);
        return start.isEmpty() ? "run-" + hash : start + "-" + hash;
    }

    private static String trim(String text) {
        return text.replaceAll("^-+|-+$", "");
    }
}
