package dev.landfall.local.command;

import dev.landfall.model.MailAddress;
import dev.landfall.model.failure.Problem;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the commands that stand behind approval gates. */
final class GateMixin {

    @Option(
            names = {"-y", "--yes"},
            description = "In the local world: answers the approval gates as the approvers would in a browser, and "
                    + "applies the live settings. Also installs what is missing on this machine without asking.")
    private boolean yes;

    @Option(
            names = "--requested-by",
            paramLabel = "MAIL",
            description = "With --aws: who asks for it; that person cannot be its only approver.")
    private Optional<String> requestedBy = Optional.empty();

    boolean yes() {
        return yes;
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

    /** {@code USAGE} for an option of the one place that is given for the other. */
    void check(boolean aws) {
        if (aws && yes) {
            throw Problem.operator(
                            "USAGE",
                            "--yes answers the gates of the local world; those of a deployed Landfall are answered"
                                    + " through the links in the approvers' mail.",
                            "Leave --yes out.")
                    .asException();
        }
        OtherPlace.needsAws("--requested-by", !aws && requestedBy.isPresent());
    }
}
