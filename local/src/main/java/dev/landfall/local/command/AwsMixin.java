package dev.landfall.local.command;

import dev.landfall.local.remote.Deployment;
import dev.landfall.model.MailAddress;
import dev.landfall.model.RunName;
import dev.landfall.model.failure.Problem;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that send a command to the deployed Landfall instead of the local world. */
final class AwsMixin {

    @Option(
            names = "--aws",
            description = "Uses the Landfall that is deployed in the account and region of AWS_PROFILE and AWS_REGION.")
    private boolean aws;

    @Option(
            names = "--requested-by",
            paramLabel = "MAIL",
            description = "With --aws: who asks for a cutover or a rollback.")
    private Optional<String> requestedBy = Optional.empty();

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

    /** {@code USAGE} for what is no mail address. */
    Optional<String> requestedBy() {
        requestedBy.filter(address -> !MailAddress.isValid(address)).ifPresent(address -> {
            throw Problem.operator(
                            "USAGE",
                            "--requested-by is not a mail address of at most 254 characters.",
                            "Give --requested-by you@example.com.")
                    .asException();
        });
        return requestedBy;
    }

    /** {@code RUN_NAME_INVALID} for what cannot be a run's. */
    Optional<String> name() {
        return name.map(RunName::check);
    }

    boolean follows() {
        return !unfollowed;
    }

    /** {@code USAGE} for an option of the one place that is given for the other. */
    void check(boolean answersGates, boolean strict) {
        if (aws && answersGates) {
            throw Problem.operator(
                            "USAGE",
                            "--yes answers the gates of the local world; those of a deployed Landfall are answered"
                                    + " through the links in the approvers' mail.",
                            "Leave --yes out.")
                    .asException();
        }
        if (aws && strict) {
            throw Problem.operator(
                            "USAGE",
                            "--strict-aws makes the local world as unkind as AWS; with --aws it is AWS itself.",
                            "Leave one of them out.")
                    .asException();
        }
        if (!aws && (requestedBy.isPresent() || name.isPresent() || deployment.isGiven() || unfollowed)) {
            throw Problem.operator(
                            "USAGE",
                            "--requested-by, --name, --deployment and --no-follow go with --aws only.",
                            "Add --aws, or leave them out.")
                    .asException();
        }
    }
}
