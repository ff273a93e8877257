package dev.landfall.transfer;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.MoverJob;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.run.Configuration;
import java.util.ArrayList;
import java.util.List;

/**
 * The mover's command lines for one run.
 *
 * @param store as {@code s3://bucket}
 * @param configuration what the operator decided about databases
 */
public record MoverCommand(String store, String runId, Configuration configuration) {

    public List<String> dump(CapturedDatabase database) {
        var command = command("dump", database);
        command.addAll(List.of(
                "--source",
                database.source().url(),
                "--password-from",
                database.source().passwordReference(),
                "--snapshot-limit",
                configuration.snapshotLimit().toString(),
                "--method",
                configuration.moveMethod()));
        return List.copyOf(command);
    }

    /** Proves that nothing was written on the source since the dump; the state adds the digest of the dump's manifest. */
    public List<String> written(CapturedDatabase database) {
        var command = command("written", database);
        command.addAll(List.of(
                "--source",
                database.source().url(),
                "--password-from",
                database.source().passwordReference()));
        return List.copyOf(command);
    }

    /**
     * Replaces a rehearsal's copy, in which the rehearsal's own target has written, or what the target came with; a copy
     * that went live and was not taken back is refused by the mover.
     */
    public List<String> restore(CapturedDatabase database) {
        var command = onTarget("restore", database);
        command.addAll(List.of("--constraints", configuration.constraintCheck(), "--replace-changed"));
        command.addAll(gainedRights());
        return List.copyOf(command);
    }

    /**
     * Compares.
     *
     * @param level {@code content} or {@code rows}
     * @param manifest the digest of the manifest, as the dump answered it
     */
    public List<String> compare(CapturedDatabase database, String level, String manifest) {
        var command = onTarget("compare", database);
        command.addAll(List.of(
                "--level", level, "--constraints", configuration.constraintCheck(), "--manifest-digest", manifest));
        command.addAll(gainedRights());
        return List.copyOf(command);
    }

    /** Only where somebody accepted them: the mover refuses by itself. */
    private List<String> gainedRights() {
        return configuration.acceptsGainedRights() ? List.of("--gained-rights", "accept") : List.of();
    }

    /** Tells from the target's cluster what can be done from there. */
    public List<String> probe() {
        return List.of("probe", "--store", store, "--run", runId);
    }

    /** Proves from the target's cluster that the database is the one expected. */
    public List<String> reach(CapturedDatabase database, DatabaseIdentity expected) {
        return List.of(
                "reach",
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
                "--expect",
                expected.word());
    }

    /** Counts what was written in all these databases of the target since that cutover went live. */
    public List<String> diverge(String cutoverRunId, List<CapturedDatabase> databases) {
        var command = new ArrayList<>(List.of("diverge", "--store", store, "--run", runId, "--cutover", cutoverRunId));
        for (var database : databases) {
            command.addAll(List.of(
                    "--target",
                    database.name() + "=" + database.target().url(),
                    "--password-from",
                    database.name() + "=file:" + MoverJob.passwordFile(database.name())));
        }
        command.addAll(List.of("--jobs", Integer.toString(configuration.moverJobs())));
        return List.copyOf(command);
    }

    public List<String> copyStorage(String from, String to) {
        return List.of("copy-storage", "--store", store, "--run", runId, "--from", from, "--to", to);
    }

    private List<String> onTarget(String verb, CapturedDatabase database) {
        var command = command(verb, database);
        command.addAll(
                List.of("--target", database.target().url(), "--password-from", "file:" + MoverJob.PASSWORD_FILE));
        return command;
    }

    private List<String> command(String verb, CapturedDatabase database) {
        return new ArrayList<>(List.of(
                verb,
                "--store",
                store,
                "--run",
                runId,
                "--database",
                database.name(),
                "--jobs",
                Integer.toString(configuration.moverJobs())));
    }
}
