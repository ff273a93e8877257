package dev.landfall.local.command;

import dev.landfall.local.remote.Deployment;
import dev.landfall.model.RunName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that send a command to the deployed Landfall instead of the local world. */
final class AwsMixin {

    @Option(
            names = "--aws",
            description = "Uses the Landfall that is deployed in the account and region of AWS_PROFILE and AWS_REGION.")
    private boolean aws;

    @Option(names = "--name", paramLabel = "ID", description = "With --aws: the run's id (default: verb and time).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--no-follow", description = "With --aws: starts the run and does not wait for its end.")
    private boolean unfollowed;

    @Mixin
    private DeploymentMixin deployment = new DeploymentMixin();

    /** That which the options or the configuration name. */
    Deployment deployment(Path configuration) {
        return deployment.ofThisAccount(configuration);
    }

    boolean isOn() {
        return aws;
    }

    /** {@code RUN_NAME_INVALID} for what cannot be a run's. */
    Optional<String> name() {
        return name.map(RunName::check);
    }

    boolean follows() {
        return !unfollowed;
    }

    /**
     * {@code USAGE} for an option of the one place that is given for the other.
     *
     * @param local what is of the local world alone, as it was given
     */
    void check(List<String> local) {
        OtherPlace.refuse(String.join(", ", local), aws && !local.isEmpty());
        OtherPlace.needsAws("--name", !aws && name.isPresent());
        OtherPlace.needsAws("--deployment", !aws && deployment.isGiven());
        OtherPlace.needsAws("--no-follow", !aws && unfollowed);
    }
}
