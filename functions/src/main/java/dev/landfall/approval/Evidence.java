package dev.landfall.approval;

import dev.landfall.capture.Capture;
import dev.landfall.dns.DnsPreview;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Reach;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.probe.ProbeReport;
import dev.landfall.run.DeployedChange;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.Forecast;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a run, as far as it came.
 *
 * @param forecast from the rehearsals of the same plan that passed
 * @param dns where the domain points to, and where it will
 * @param changes what differs since the last rehearsal of this plan that passed, each in a sentence
 * @param deployedChange what was deployed since the run's plan was frozen, in a sentence
 */
public record Evidence(
        RunRecord run,
        Optional<PreflightReport> preflight,
        Optional<ProbeReport> probes,
        List<MovedDatabase> databases,
        Optional<DivergenceReport> divergence,
        Optional<Forecast> forecast,
        Optional<DnsPreview> dns,
        Optional<String> deployedChange,
        List<String> changes) {

    public Evidence {
        changes = List.copyOf(changes);
        databases = List.copyOf(databases);
    }

    /**
     * One database's copy; the manifest is there once it is dumped, the comparison once it is compared.
     *
     * @param reach where both sides share it: what was proven from the target's cluster
     */
    public record MovedDatabase(
            String name, Optional<Manifest> manifest, Optional<Comparison> comparison, Optional<Reach> reach) {}

    /** Reads everything of the run but its data. */
    public static Evidence of(RunFiles files, String runId) {
        var run = files.run(runId);
        var layout = new RunLayout(runId);
        var databases = databaseNames(files, layout).stream()
                .map(name -> new MovedDatabase(
                        name,
                        files.read(layout.database(name).manifest(), Manifest.class),
                        files.read(layout.database(name).comparison(), Comparison.class),
                        files.read(layout.database(name).reach(), Reach.class)))
                .toList();
        return new Evidence(
                run,
                files.read(PreflightReport.key(runId), PreflightReport.class),
                files.read(ProbeReport.key(runId), ProbeReport.class),
                databases,
                files.read(DivergenceReport.key(runId), DivergenceReport.class),
                Forecast.of(EarlierRuns.in(files).without(runId), run.planDigest()),
                files.read(DnsPreview.key(runId), DnsPreview.class),
                FrozenPlan.standing(files, run).flatMap(plan -> DeployedChange.since(plan, files)),
                new SinceRehearsal(files).of(run, databases));
    }

    /**
     * Over the frozen plan and the bytes of every file that a decision rests on: another file, another digest. What a
     * freeze writes itself is no evidence for it: it may be tried again.
     */
    static String digest(RunFiles files, String runId, GateKind kind) {
        var run = files.run(runId);
        var plan = FrozenPlan.standing(files, run).map(FrozenPlan::digest).orElse("none");
        var layout = new RunLayout(runId);
        var hash = Sha256.digest();
        hash.update((plan + "\n" + run.planDigest() + "\n").getBytes(StandardCharsets.UTF_8));
        Stream.concat(
                        Stream.of(
                                RunRecord.key(runId),
                                Capture.key(runId),
                                PreflightReport.key(runId),
                                FrozenCounts.key(runId),
                                ProbeReport.key(runId),
                                DnsPreview.key(runId),
                                DivergenceReport.key(runId)),
                        databaseNames(files, layout).stream()
                                .flatMap(name -> Stream.of(
                                        layout.database(name).manifest(),
                                        layout.database(name).comparison(),
                                        layout.database(name).reach())))
                .filter(key -> kind != GateKind.FREEZE || !key.equals(FrozenCounts.key(runId)))
                .forEach(key -> {
                    var content = files.store().read(key).map(Sha256::hex).orElse("none");
                    hash.update((key + " " + content + "\n").getBytes(StandardCharsets.UTF_8));
                });
        return java.util.HexFormat.of().formatHex(hash.digest());
    }

    private static List<String> databaseNames(RunFiles files, RunLayout layout) {
        return files.store().folders(layout.prefix() + "databases/");
    }
}
