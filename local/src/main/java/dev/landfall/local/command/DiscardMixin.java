package dev.landfall.local.command;

import dev.landfall.model.RunName;
import dev.landfall.model.failure.Problem;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a run may replace although users wrote it. */
final class DiscardMixin {

    @Option(
            names = "--discard",
            paramLabel = "RUN",
            description =
                    "Gives up what users wrote on the target during this cutover, which moved the domain and took itself back.")
    private Optional<String> run = Optional.empty();

    Optional<String> run() {
        run.filter(name -> !RunName.isValid(name)).ifPresent(name -> {
            throw Problem.operator("USAGE", "--discard names no run.", "Give the name that Preflight names.")
                    .asException();
        });
        return run;
    }
}
