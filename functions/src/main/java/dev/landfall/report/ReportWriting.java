package dev.landfall.report;

import dev.landfall.approval.Evidence;
import dev.landfall.approval.GateLog;
import dev.landfall.approval.Refused;
import dev.landfall.capture.Capture;
import dev.landfall.dns.DnsRecordChange;
import dev.landfall.fence.TargetFencing;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.RunLayout;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.report.Report.ReportedFailure;
import dev.landfall.report.Report.ReportedState;
import dev.landfall.run.Configuration;
import dev.landfall.run.Failure;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import dev.landfall.run.Verdict;
import dev.landfall.standing.Situation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a run's bundle: approvals.json, report.json, report.html and, last, bundle.sha256 over all of them. */
public final class ReportWriting {

    private final Gateways gateways;
    private final RunFiles files;
    private final FrozenPlan plan;

    /** {@code plan} is the run's, as the state machine carries it: a report is written whatever lies in the store. */
    public ReportWriting(Gateways gateways, FrozenPlan plan) {
        this.gateways = gateways;
        this.plan = plan;
        this.files = new RunFiles(gateways.runStore());
    }

    /** Works with whatever the run came to write; a run that failed early has a short report. */
    public Report write(String runId, Optional<Failure> failure) {
        return write(runId, failure, Optional.empty());
    }

    /** {@code uncounted} is why the last count of what a rollback gives up told nothing. */
    public Report write(String runId, Optional<Failure> failure, Optional<Failure> uncounted) {
        var layout = new RunLayout(runId);
        var report = collect(runId, failure, uncounted);
        files.write(layout.file("approvals.json"), report.approvals());
        files.write(Report.key(runId), report);
        files.store()
                .write(layout.file("report.html"), new ReportHtml().page(report).getBytes(StandardCharsets.UTF_8));
        new Bundle(files.store()).write(layout);
        return report;
    }

    private Report collect(String runId, Optional<Failure> failure, Optional<Failure> uncounted) {
        var evidence = Evidence.of(files, runId);
        var run = evidence.run();
        var configuration = plan.configuration();
        var capture = files.read(Capture.key(runId), Capture.class);
        var earlier = new History(files, gateways.clock());
        var probes = Probes.of(files, runId);
        var now = Situation.of(files);
        return new Report(
                now.lines().getFirst(),
                situation(now, runId),
                runId,
                run.mode(),
                failure.isPresent() ? Verdict.FAILED : Verdict.PASSED,
                configuration.domain(),
                capture.map(Capture::sourceName).orElse(configuration.source().cluster()),
                capture.map(Capture::targetName).orElse(target(configuration)),
                run.strategy(),
                run.requestedBy(),
                run.started(),
                seconds(Duration.between(run.started(), gateways.clock().instant())),
                failure.map(ReportWriting::failure),
                states(run),
                new CopiedDatabases(files, runId).of(evidence),
                CopiedDatabases.shared(evidence),
                evidence.preflight().map(PreflightReport::checks).orElse(List.of()),
                probes,
                files.read(DnsRecordChange.key(runId), DnsRecordChange.class),
                GateLog.of(gateways, runId),
                earlier.before(run),
                earlier.forecast(run, failure.isPresent(), states(run), configuration.window()),
                evidence.divergence().map(Rollbacks::of),
                Unchecked.of(evidence, probes, uncounted),
                notes(run, evidence));
    }

    /** Without the first line, and without the run's own lock, which CloseRun gives back. */
    private static List<String> situation(Situation now, String runId) {
        var own = now.lock().filter(lock -> lock.runId().equals(runId)).isPresent();
        return now.lines().stream()
                .skip(1)
                .filter(line -> !own || !line.startsWith("Lock: "))
                .toList();
    }

    private List<String> notes(RunRecord run, Evidence evidence) {
        var altered = FrozenPlan.standing(files, run).filter(plan::equals).isPresent()
                ? Optional.<String>empty()
                : Optional.of(
                        "The run store's " + FrozenPlan.key(run.runId())
                                + " is no longer the plan that this run was opened with; this report is of the plan that the state machine carried.");
        // A gate that is none has no row among the approvals, so it is named here.
        var notProven = GateLog.notProven(gateways, run.runId()).stream().map(Refused::text);
        return Stream.of(
                        run.notes().stream(),
                        TargetFencing.text(files).stream(),
                        altered.stream(),
                        evidence.deployedChange().stream(),
                        notProven)
                .flatMap(note -> note)
                .toList();
    }

    private static String target(Configuration configuration) {
        return configuration.target().cluster()
                + configuration.target().namespace().map(name -> "/" + name).orElse("");
    }

    private static ReportedFailure failure(Failure failure) {
        var problem = failure.problem();
        return new ReportedFailure(problem.code(), problem.seen(), problem.remedy(), failure.state());
    }

    private List<ReportedState> states(RunRecord run) {
        return gateways.executions().states(run.executionArn()).stream()
                .map(state -> new ReportedState(
                        state.name(),
                        state.started(),
                        seconds(state.duration()),
                        state.outcome(),
                        state.attempts(),
                        state.database()))
                .toList();
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
