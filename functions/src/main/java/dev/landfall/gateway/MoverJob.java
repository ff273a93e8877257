package dev.landfall.gateway;

import dev.landfall.model.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes Job that runs the mover.
 *
 * @param name unique for run, database and command; the second creation of the same name is UNCHANGED
 * @param arguments the mover's command line; holds no secret
 * @param taskToken answers the state that waits; handed over in a Kubernetes Secret, never in the Job itself
 * @param sealKey proves what the movers of one copy write; handed over as the task token is
 * @param passwordSecrets {@code secret/key} by the file that it is mounted as, such as {@link #PASSWORD_FILE}; each file
 *     is alone in its folder
 * @param architecture of the node that it asks for, and of its image
 * @param labels for finding the Jobs of a run: {@code landfall.dev/run}, {@code landfall.dev/database}
 */
public record MoverJob(
        String name,
        List<String> arguments,
        String taskToken,
        Optional<String> sealKey,
        Map<String, String> passwordSecrets,
        Architecture architecture,
        Map<String, String> labels) {

    /** Where the Job's container finds the database password. */
    public static final String PASSWORD_FILE = "/var/run/landfall/password";

    public static final String RUN_LABEL = "landfall.dev/run";
    public static final String DATABASE_LABEL = "landfall.dev/database";

    public MoverJob {
        arguments = List.copyOf(arguments);
        passwordSecrets = Map.copyOf(passwordSecrets);
        labels = Map.copyOf(labels);
    }

    /** With one password, as the file {@link #PASSWORD_FILE}. */
    public MoverJob(
            String name,
            List<String> arguments,
            String taskToken,
            String passwordSecret,
            Architecture architecture,
            Map<String, String> labels) {
        this(name, arguments, taskToken, Optional.empty(), Map.of(PASSWORD_FILE, passwordSecret), architecture, labels);
    }

    /** Where the container of a Job that works with several databases finds one's password. */
    public static String passwordFile(String database) {
        return "/run/landfall/" + database + "/password";
    }

    @Override
    public String toString() {
        return "MoverJob[" + name + "]";
    }
}
