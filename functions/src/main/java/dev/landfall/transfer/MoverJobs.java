package dev.landfall.transfer;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.capture.SettingValues;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.run.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The mover's Jobs of one run in the target cluster. */
public record MoverJobs(Gateways gateways, Configuration configuration, String runId) {

    /** Labels that find the Jobs of one database. */
    public static Map<String, String> labels(String runId, String database) {
        return Map.of(MoverJob.RUN_LABEL, JobName.label(runId), MoverJob.DATABASE_LABEL, database);
    }

    /** In the place of a database's name, for a Job that has none. */
    public static final String NO_DATABASE = "pod";

    /** In the place of a database's name, for a Job that works with all of them. */
    public static final String ALL_DATABASES = "all";

    /** What may stand in the place of a database's name. */
    public static final List<String> WITHOUT_ONE = List.of(NO_DATABASE, ALL_DATABASES);

    /** Starts a Job with the passwords of all these databases. */
    public Change startForAll(
            List<CapturedDatabase> databases, String command, List<String> arguments, String taskToken) {
        return start(
                ALL_DATABASES,
                command,
                arguments,
                taskToken,
                databases.stream()
                        .collect(Collectors.toMap(
                                database -> MoverJob.passwordFile(database.name()), MoverJobs::passwordSecret)),
                Optional.empty());
    }

    /** Starts a Job with that database's password. */
    public Change start(CapturedDatabase database, String command, List<String> arguments, String taskToken) {
        return start(database.name(), command, arguments, taskToken, passwordSecret(database));
    }

    /** The same for what reads or writes a copy, whose key the Job gets beside its task token. */
    public Change start(
            CapturedDatabase database, String command, List<String> arguments, String taskToken, String sealKey) {
        return start(
                database.name(),
                command,
                arguments,
                taskToken,
                Map.of(MoverJob.PASSWORD_FILE, passwordSecret(database)),
                Optional.of(sealKey));
    }

    /** {@code secret/key} of the target's password. */
    public static String passwordSecret(CapturedDatabase database) {
        return database.target().passwordReference().substring(SettingValues.KUBERNETES.length());
    }

    /**
     * Starts a Job under its service account, which is made first where it is not there; a Job that has failed under that
     * name makes room, for its task token is of an attempt that is over. Where it failed of what another try would meet
     * again, such as too little memory, that is said at once: the state must not wait through the same silence twice.
     *
     * @param passwordSecret {@code secret/key}
     */
    public Change start(
            String database, String command, List<String> arguments, String taskToken, String passwordSecret) {
        return start(
                database,
                command,
                arguments,
                taskToken,
                Map.of(MoverJob.PASSWORD_FILE, passwordSecret),
                Optional.empty());
    }

    private Change start(
            String database,
            String command,
            List<String> arguments,
            String taskToken,
            Map<String, String> passwordSecrets,
            Optional<String> sealKey) {
        var target = gateways.target();
        var labels = labels(runId, database);
        var name = JobName.of(runId, database, command);
        var failed = target.jobs(labels).stream()
                .filter(job -> job.name().equals(name) && job.phase() == JobState.Phase.FAILED)
                .toList();
        failed.stream()
                .flatMap(job -> JobFailure.lasting(job).stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw problem.asException();
                });
        failed.forEach(job -> target.deleteJob(job.name()));
        var platform = MoverPlatform.of(configuration, gateways.surroundings().nodes());
        target.createServiceAccount();
        return target.createJob(
                new MoverJob(name, arguments, taskToken, sealKey, passwordSecrets, platform.architecture(), labels));
    }
}
