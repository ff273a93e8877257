package dev.landfall.preflight;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Gateways;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.LedgerBuilding;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.SecondLook;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.Configuration;
import dev.landfall.run.Failure;
import dev.landfall.run.RunRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes every check, all at once; one that cannot be made is a blocker of its own and stops no other. */
public final class PreflightChecks {

    private static final Logger LOG = System.getLogger(PreflightChecks.class.getName());

    private final Scene scene;
    private final Optional<List<FunctionChecks.Answer>> functions;

    /**
     * For a run.
     *
     * @param podFailure why no pod of the target's cluster told what it can do
     * @param functions what each function found out about itself; empty where nobody asked them
     */
    public PreflightChecks(
            Gateways gateways,
            Configuration configuration,
            Capture capture,
            RunRecord run,
            Optional<Failure> podFailure,
            Optional<List<FunctionChecks.Answer>> functions) {
        this.functions = functions;
        this.scene = new Scene(
                gateways,
                configuration,
                capture,
                run,
                podFailure,
                new Once<>(() -> new LedgerBuilding(gateways, configuration).build(run.runId())));
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
                    Stream.concat(started.stream().map(PreflightChecks::result), ofFunctions().stream())
                            .toList());
        }
    }

    private List<Check> ofFunctions() {
        return functions
                .map(FunctionChecks::of)
                .orElseGet(() -> List.of(Check.notChecked(
                        FunctionChecks.NAME, "Not looked at: the functions were not asked what they may do.")));
    }

    /** What every setting is, for a later run to be held against; empty where the checks name why it cannot be told. */
    public Optional<Ledger> ledger() {
        try {
            return Optional.of(scene.ledger().get());
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }

    private Check look(NamedCheck check) {
        if (scene.shares() && !check.neededWhenShared()) {
            return Check.notNeeded(check.name(), "Source and target share one database.");
        }
        try {
            return SecondLook.at(() -> check.look().apply(scene));
        } catch (LandfallException e) {
            return Check.blocker(check.name(), e.problem().seen(), e.problem().remedy());
        } catch (RuntimeException e) {
            // Whatever one check runs into, the others are still worth knowing; this one then blocks. A message may
            // hold anything that a server said: the log gets the way there and no words.
            LOG.log(Level.ERROR, () -> "The check " + check.name() + " could not be made: " + trace(e));
            return Check.blocker(
                    check.name(),
                    "The check could not be made: " + e.getClass().getSimpleName() + ".",
                    "Look at the function's log, and start again.");
        }
    }

    private static String trace(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(each -> each.getClass().getName()
                        + Arrays.stream(each.getStackTrace())
                                .map(frame -> "\n\tat " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\ncaused by "));
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
