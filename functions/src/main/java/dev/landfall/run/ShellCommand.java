package dev.landfall.run;

import dev.landfall.model.DeploymentName;
import java.util.Set;

/**
 * A command as a person types it.
 *
 * @param deployed of the Landfall in AWS; on a laptop it is of the local world
 * @param deployment which of several in the account
 */
public record ShellCommand(boolean deployed, DeploymentName deployment) {

    private static final String IN_LAMBDA = "AWS_LAMBDA_FUNCTION_NAME";

    /** In AWS these are refused without the mail address of whoever asks. */
    private static final Set<String> ASKED_FOR = Set.of("cutover", "rollback");

    public ShellCommand(boolean deployed) {
        this(deployed, DeploymentName.here());
    }

    /** For whoever reads what this process writes. */
    public static ShellCommand here() {
        return new ShellCommand(System.getenv(IN_LAMBDA) != null);
    }

    /** As it can be typed, such as {@code ./landfall rollback --aws --requested-by you@example.com}. */
    public String of(String verb) {
        return "./landfall " + verb + (deployed ? inAws(verb) : "");
    }

    private String inAws(String verb) {
        return " --aws" + (deployment.isDefault() ? "" : " --deployment " + deployment.value())
                + (ASKED_FOR.contains(verb) ? " --requested-by you@example.com" : "");
    }
}
