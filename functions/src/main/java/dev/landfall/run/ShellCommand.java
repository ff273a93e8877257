package dev.landfall.run;

import dev.landfall.model.DeploymentName;

/**
 * A command as a person types it.
 *
 * @param deployed of the Landfall in AWS; on a laptop it is of the local world
 */
public record ShellCommand(boolean deployed) {

    private static final String IN_LAMBDA = "AWS_LAMBDA_FUNCTION_NAME";

    /** For whoever reads what this process writes. */
    public static ShellCommand here() {
        return new ShellCommand(System.getenv(IN_LAMBDA) != null);
    }

    /** Such as {@code ./landfall rollback --aws}. */
    public String of(String verb) {
        var name = DeploymentName.here();
        return "./landfall " + verb + (deployed ? " --aws" : "")
                + (deployed && !name.isDefault() ? " --deployment " + name.prefix() : "");
    }
}
