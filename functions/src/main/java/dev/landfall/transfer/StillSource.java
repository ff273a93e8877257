package dev.landfall.transfer;

import dev.landfall.capture.Capture;
import dev.landfall.freeze.SourceQuiet;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.SourceProof;
import dev.landfall.run.RunFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The last look at the source before the domain moves: nothing runs there, nobody is connected to its databases, and it was
 * proven that nothing was written since they were copied. It does not wait: whoever came after that proof may have written.
 */
public record StillSource(Gateways gateways, RunFiles files) {

    /** SwitchDns itself may be asked again for ten minutes and more. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /**
     * Refuses the way on. Problems: {@code SOURCE_RUNS_AGAIN}, {@code SOURCE_IN_USE}, {@code SOURCE_NOT_PROVEN}.
     *
     * @param proofs the movers' answers; none where both sides share one database
     */
    public void require(String runId, List<SourceProof> proofs) {
        new SourceQuiet(gateways.source()).running().ifPresent(running -> {
            throw refused(
                    "SOURCE_RUNS_AGAIN",
                    "Services of the source run again: " + running + ".",
                    "Look at the services' events: somebody, a deployment or a pipeline scaled them up.");
        });
        if (files.run(runId).sharesDatabase()) {
            return;
        }
        var capture = files.require(Capture.key(runId), Capture.class);
        new Sessions(gateways.databases()).onSource(capture).ifPresent(sessions -> {
            throw refused(
                    "SOURCE_IN_USE",
                    "Somebody is connected to the source's databases: " + sessions + ".",
                    "Find out whose sessions they are and end them: a console, a cron job, another application.");
        });
        for (var database : capture.databases()) {
            var proof = proofs.stream()
                    .filter(each -> each.database().equals(database.name()))
                    .findFirst();
            missing(proof).ifPresent(why -> {
                throw refused(
                        "SOURCE_NOT_PROVEN",
                        "That nothing was written in the source's database " + database.name()
                                + " since it was copied is not proven: " + why + ".",
                        "Start a new run.");
            });
        }
    }

    private Optional<String> missing(Optional<SourceProof> proof) {
        if (proof.isEmpty()) {
            return Optional.of("nobody looked after the gate");
        }
        var age = Duration.between(proof.get().at(), gateways.clock().instant());
        return age.compareTo(LONGEST) > 0
                ? Optional.of("the look is " + age.toMinutes() + " minutes old")
                : Optional.empty();
    }

    private static LandfallException refused(String code, String seen, String remedy) {
        return Problem.operator(code, seen, remedy).asException();
    }
}
