package dev.landfall.preflight;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Makes every check, all at once; one that cannot be made is a blocker of its own and stops no other. */
public final class PreflightChecks {

    private final Scene scene;

    public PreflightChecks(Gateways gateways, Configuration configuration, Capture capture, RunRecord run) {
        this.scene = new Scene(gateways, configuration, capture, run);
    }

    /** Every check in the order of docs/checks.md; what is not looked at says so. */
    public PreflightReport check() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = CheckList.ALL.stream()
                    .map(check -> threads.submit(() -> look(check)))
                    .toList();
            return new PreflightReport(
                    scene.run().runId(),
                    scene.gateways().clock().instant(),
                    started.stream().map(PreflightChecks::result).toList());
        }
    }

    private Check look(NamedCheck check) {
        try {
            return check.look().apply(scene);
        } catch (LandfallException e) {
            return Check.blocker(check.name(), e.problem().seen(), e.problem().remedy());
        } catch (RuntimeException e) {
            // Whatever one check runs into, the others are still worth knowing; this one then blocks.
            return Check.blocker(
                    check.name(),
                    "The check could not be made: " + e.getClass().getSimpleName() + ".",
                    "Look at the function's log, and start again.");
        }
    }

    private static Check result(Future<Check> made) {
        try {
            return made.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checks are made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check ended by an error", e.getCause());
        }
    }

    /** All blockers in one problem. */
    public static Optional<Problem> blocked(PreflightReport report) {
        var blockers = report.blockers();
        if (blockers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.operator(
                "PREFLIGHT_BLOCKED",
                blockers.size() + (blockers.size() == 1 ? " check blocks" : " checks block") + " the move: "
                        + words(blockers, Check::seen),
                words(blockers, check -> check.remedy().orElse(""))));
    }

    private static String words(List<Check> checks, java.util.function.Function<Check, String> text) {
        return checks.stream()
                .map(check -> check.name() + ": " + text.apply(check))
                .collect(Collectors.joining(" "));
    }
}
