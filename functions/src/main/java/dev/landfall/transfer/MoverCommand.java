package dev.landfall.transfer;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.MoverJob;
import java.util.List;

/**
 * The mover's command lines for one run.
 *
 * @param store as {@code s3://bucket}
 * @param jobs parallel workers
 */
public record MoverCommand(String store, String runId, int jobs) {

    public List<String> dump(CapturedDatabase database) {
        return List.of(
                "dump",
                "--store",
                store,
                "--run",
                runId,
                "--database",
                database.name(),
                "--source",
                database.source().url(),
                "--password-from",
                database.source().passwordReference(),
                "--jobs",
                Integer.toString(jobs));
    }

    public List<String> restore(CapturedDatabase database) {
        return List.of(
                "restore",
                "--store",
                store,
                "--run",
                runId,
                "--database",
                database.name(),
                "--target",
                database.target().url(),
                "--password-from",
                "file:" + MoverJob.PASSWORD_FILE,
                "--jobs",
                Integer.toString(jobs));
    }

    /**
     * Compares.
     *
     * @param level {@code content} or {@code rows}
     */
    public List<String> compare(CapturedDatabase database, String level) {
        return List.of(
                "compare",
                "--store",
                store,
                "--run",
                runId,
                "--database",
                database.name(),
                "--target",
                database.target().url(),
                "--password-from",
                "file:" + MoverJob.PASSWORD_FILE,
                "--level",
                level,
                "--jobs",
                Integer.toString(jobs));
    }

    public List<String> copyStorage(String from, String to) {
        return List.of("copy-storage", "--store", store, "--run", runId, "--from", from, "--to", to);
    }
}
