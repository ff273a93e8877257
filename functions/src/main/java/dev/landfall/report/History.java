package dev.landfall.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.report.Report.EarlierDatabase;
import dev.landfall.report.Report.EarlierRun;
import dev.landfall.report.Report.ReportedForecast;
import dev.landfall.report.Report.ReportedState;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.Forecast;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.run.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs before this one, and what they say about the next. */
record History(RunFiles files, Clock clock) {

    private static final int SHOWN = 20;

    /** Of an earlier run's report, the part that is shown again. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Timings(List<EarlierDatabase> databases) {}

    /** Newest first. */
    List<EarlierRun> before(RunRecord run) {
        return EarlierRuns.in(files).without(run.runId()).runs().stream()
                .filter(earlier -> earlier.started().isBefore(run.started()))
                .limit(SHOWN)
                .map(this::earlier)
                .toList();
    }

    private EarlierRun earlier(RunRecord run) {
        return new EarlierRun(
                run.runId(),
                run.mode(),
                run.verdict(),
                run.started(),
                ReportWriting.seconds(run.duration().orElse(Duration.ZERO)),
                files.read(Report.key(run.runId()), Timings.class)
                        .map(Timings::databases)
                        .orElse(List.of()));
    }

    /** A rehearsal that passed counts itself, although its record is closed only after its report is written. */
    Optional<ReportedForecast> forecast(
            RunRecord run, boolean failed, List<ReportedState> states, Optional<Duration> window) {
        if (run.mode() == RunMode.ROLLBACK) {
            return Optional.empty();
        }
        var runs = new ArrayList<>(EarlierRuns.in(files).without(run.runId()).runs());
        if (run.mode() == RunMode.REHEARSAL && !failed) {
            runs.add(run.closed(clock.instant(), Verdict.PASSED, Optional.empty(), records(states)));
        }
        return Forecast.of(new EarlierRuns(runs), run.planDigest())
                .map(forecast -> new ReportedForecast(
                        forecast.rehearsals(),
                        ReportWriting.seconds(forecast.p50()),
                        ReportWriting.seconds(forecast.p95()),
                        window.map(ReportWriting::seconds),
                        window.map(limit -> forecast.p95().compareTo(limit) <= 0)));
    }

    private static List<StateRecord> records(List<ReportedState> states) {
        return states.stream()
                .map(state -> new StateRecord(
                        state.name(),
                        state.started(),
                        Duration.ofMillis(Math.round(state.seconds() * 1000)),
                        state.outcome(),
                        state.attempts(),
                        state.database()))
                .toList();
    }
}
