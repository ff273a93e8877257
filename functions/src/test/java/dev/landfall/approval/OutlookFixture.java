package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.RUN;

import dev.landfall.freeze.FrozenCounts;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.probe.ProbeReport;
import dev.landfall.probe.ProbeReport.Probe;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a gate knows of before it opens: a rehearsal that passed, and a source that is frozen. */
final class OutlookFixture {

    static final String REHEARSAL = "rehearsal-1";

    private OutlookFixture() {}

    static GateFixture rehearsed(GateFixture gates) {
        var then = gates.clock.instant().minus(Duration.ofDays(1));
        gates.files.write(new RunRecord(
                REHEARSAL,
                "arn:rehearsal",
                RunMode.REHEARSAL,
                gates.plan().digest(),
                "dump",
                "none",
                Optional.empty(),
                then,
                Optional.of(then.plusSeconds(300)),
                Optional.of(Verdict.PASSED),
                Optional.empty(),
                List.of(),
                List.of(
                        state("QuiesceTarget", then, 12),
                        state("MoveDatabases", then, 171),
                        state("WakeTarget", then, 48),
                        state("Validate", then, 9),
                        state("RehearseDns", then, 22)),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return gates;
    }

    /** Since eight minutes. */
    static GateFixture frozen(GateFixture gates) {
        gates.files.write(
                FrozenCounts.key(RUN),
                new FrozenCounts(
                        RUN,
                        gates.clock.instant().minus(Duration.ofMinutes(8)),
                        List.of(),
                        "retool",
                        List.of(),
                        List.of(),
                        List.of()));
        gates.files.write(
                ProbeReport.key(RUN),
                new ProbeReport(
                        RUN,
                        gates.clock.instant().minusSeconds(20),
                        List.of(
                                Probe.passed("health", "200 from /api/checkHealth."),
                                Probe.notChecked("api-v2", "No API token is configured."))));
        return gates;
    }

    private static StateRecord state(String name, Instant then, long seconds) {
        return new StateRecord(name, then, Duration.ofSeconds(seconds), "SUCCEEDED", 1);
    }
}
