package dev.landfall.approval;

import dev.landfall.approval.Outlook.Step;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.run.Configuration;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together what lies ahead of a gate, with the times of the last rehearsal of the same plan that passed. */
record OutlookReading(RunFiles files, Configuration configuration) {

    /** A rehearsal switches a record of its own and puts it back, in one state. */
    private static final String BOTH_WAYS_OF_DNS = "RehearseDns";

    Outlook of(RunRecord run, GateKind kind) {
        var rehearsal = EarlierRuns.in(files).passedRehearsals(run.planDigest()).stream()
                .max(Comparator.comparing(RunRecord::started));
        return new Outlook(
                rehearsal.map(RunRecord::runId),
                steps(kind, run.sharesDatabase(), rehearsal),
                kind == GateKind.GO_LIVE
                        ? files.read(FrozenCounts.key(run.runId()), FrozenCounts.class)
                                .map(FrozenCounts::frozenAt)
                        : Optional.empty(),
                configuration.window());
    }

    private List<Step> steps(GateKind kind, boolean shared, Optional<RunRecord> rehearsal) {
        return switch (kind) {
            case FREEZE -> freeze(shared, rehearsal);
            case GO_LIVE -> goLive(shared, rehearsal);
            case ROLLBACK -> rollback(rehearsal);
        };
    }

    private List<Step> freeze(boolean shared, Optional<RunRecord> rehearsal) {
        return Stream.of(
                        Stream.of(
                                unknown(
                                        "Freeze",
                                        "Workflows, agents, the jobs runner and then Retool on the source are stopped. Users are locked out from here."),
                                unknown("ConfirmQuiet", "It is proven that nobody writes on the source any more."),
                                unknown("SnapshotDatabases", "Databases are snapshotted."),
                                step("QuiesceTarget", "The target is stopped.", rehearsal),
                                step(
                                        "MoveDatabases",
                                        shared
                                                ? "The target is proven to reach the one database; nothing is copied."
                                                : "The databases are copied and compared.",
                                        rehearsal)),
                        configuration.storageMode().equals("copied")
                                ? Stream.of(step("CopyStorage", "Files are copied.", rehearsal))
                                : Stream.<Step>of(),
                        Stream.of(
                                shared
                                        ? unknown("WakeTarget", "The target wakes in the one database.")
                                        : step("WakeTarget", "The target wakes.", rehearsal),
                                step("Validate", "The target is probed.", rehearsal)),
                        shared
                                ? Stream.<Step>of()
                                : Stream.of(unknown(
                                        "MeasureSource",
                                        "It is counted whether anybody wrote on the source since the copy.")))
                .flatMap(steps -> steps)
                .toList();
    }

    private static List<Step> goLive(boolean shared, Optional<RunRecord> rehearsal) {
        var live = List.of(
                step(
                        "SwitchDns, VerifyDns",
                        "The domain's DNS record is changed to the target, and every name server is asked until all agree.",
                        BOTH_WAYS_OF_DNS,
                        rehearsal),
                unknown(
                        "AwaitLiveSettings",
                        "The run waits until an operator has given the target its live settings: sign-on, workflows and guards."),
                unknown("VerifyLive", "What was held is compared with the source, and health is probed."),
                unknown("LiftFreeze", "The freeze is lifted; the source stays at 0, intact."));
        return shared
                ? live
                : Stream.concat(
                                Stream.of(unknown(
                                        "ConfirmSource", "It is counted once more that nobody wrote on the source.")),
                                live.stream())
                        .toList();
    }

    private static List<Step> rollback(Optional<RunRecord> rehearsal) {
        return List.of(
                unknown("StopTarget", "The target is stopped, workflows first."),
                step(
                        "RestoreDns, ConfirmDns",
                        "The domain's DNS record is put back as it was saved, and every name server is asked until all agree.",
                        BOTH_WAYS_OF_DNS,
                        rehearsal),
                unknown("ReturnToSource", "The source's saved counts come back."),
                unknown("VerifySource", "The source is probed."));
    }

    private static Step unknown(String state, String what) {
        return new Step(state, what, Optional.empty());
    }

    private static Step step(String state, String what, Optional<RunRecord> rehearsal) {
        return step(state, what, state, rehearsal);
    }

    private static Step step(String state, String what, String rehearsed, Optional<RunRecord> rehearsal) {
        return new Step(
                state,
                what,
                rehearsal
                        .map(run -> run.states().stream()
                                .filter(found -> found.name().equals(rehearsed))
                                .map(StateRecord::duration)
                                .reduce(Duration.ZERO, Duration::plus))
                        .filter(time -> !time.isZero()));
    }
}
