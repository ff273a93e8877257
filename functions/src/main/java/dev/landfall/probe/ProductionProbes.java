package dev.landfall.probe;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Inventory;
import dev.landfall.freeze.ReturnedSource;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.probe.ProbeReport.Probe;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import dev.landfall.run.SettingsSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Proof through the production name: its record is held against the zone's own servers, then the side's load balancer is
 * asked under that name, whatever a cache between here and there still believes.
 */
public final class ProductionProbes {

    private final Gateways gateways;
    private final Configuration configuration;
    private final RunFiles files;

    public ProductionProbes(Gateways gateways, Configuration configuration) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.files = new RunFiles(gateways.runStore());
    }

    /** Whether the cluster shows so much of the live settings that workflows may start. */
    public boolean automationMayWake(Capture capture) {
        return LiveSettings.automationMayWake(capture, gateways.target().deployments(), Inventory.of(gateways));
    }

    /** Waits until the cluster shows the live settings, naming the steps that bring them. */
    public void awaitLiveSettings(Capture capture) {
        var missing =
                new ArrayList<>(LiveSettings.missing(capture, gateways.target().deployments(), Inventory.of(gateways)));
        missing.addAll(new SettingProbes(gateways, configuration, capture.runId()).missingWhenLive(capture));
        if (!missing.isEmpty()) {
            throw new StillWaitingException(
                    "LIVE_SETTINGS_MISSING",
                    "Waiting for the target's live settings: " + String.join("; ", missing) + ".",
                    String.join(" ", SettingsSteps.lines(SettingsSteps.live(configuration))));
        }
    }

    /** The target through the production name; waits while a probe fails. */
    public ProbeReport verifyTarget(String runId) {
        var settings = new SettingProbes(gateways, configuration, runId);
        var now = gateways.clock().instant();
        var probes = new ArrayList<>(List.of(
                new NameProbe(gateways, configuration.domain())
                        .leadsTo(configuration.target().dnsTarget(), "target.dnsTarget"),
                TargetProbes.health(
                        "health",
                        gateways.httpProbe(),
                        configuration.target().loadBalancer(),
                        configuration.domain(),
                        "target.loadBalancer"),
                TargetProbes.rollouts(gateways.target().deployments(), true),
                settings.back(),
                settings.carried(true),
                Probe.notChecked("sso", "Not looked at yet: signing in through SSO."),
                Probe.notChecked("workflows", "Not looked at yet: a workflow's run.")));
        files.read(Capture.key(runId), Capture.class)
                .ifPresent(capture -> probes.addAll(TargetProbes.background(capture, now)));
        var report = new ProbeReport(runId, now, List.copyOf(probes));
        files.write(ProbeReport.liveKey(runId), report);
        return passedOrWaiting(report, "LIVE_PROBES_FAILING");
    }

    /** The source through the production name, after a rollback; waits while a probe fails. */
    public ProbeReport verifySource(String runId, String cutoverRunId) {
        var report = new ProbeReport(
                runId,
                gateways.clock().instant(),
                List.of(
                        new NameProbe(gateways, configuration.domain())
                                .leadsTo(configuration.source().dnsTarget(), "source.dnsTarget"),
                        TargetProbes.health(
                                "health",
                                gateways.httpProbe(),
                                configuration.source().loadBalancer(),
                                configuration.domain(),
                                "source.loadBalancer"),
                        counts(cutoverRunId)));
        files.write(ProbeReport.sourceKey(runId), report);
        return passedOrWaiting(report, "SOURCE_PROBES_FAILING");
    }

    private Probe counts(String cutoverRunId) {
        return ReturnedSource.of(files, cutoverRunId)
                .map(this::counts)
                .orElseGet(() -> Probe.failed(
                        "source-counts",
                        "The source was not given back after the cutover " + cutoverRunId + ".",
                        "Look at why ReturnToSource ended; " + RunLayout.SOURCE_FREEZE + " names the counts."));
    }

    private Probe counts(ReturnedSource returned) {
        var running = gateways.source().services();
        var wrong = returned.counts().entrySet().stream()
                .filter(saved -> running.stream()
                        .noneMatch(service ->
                                service.name().equals(saved.getKey()) && service.runningCount() >= saved.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        var kept = returned.kept().isEmpty()
                ? ""
                : " Somebody changed since the freeze, and it was left so: " + String.join("; ", returned.kept()) + ".";
        return wrong.isEmpty()
                ? Probe.passed("source-counts", "Every service of the source runs as it was given back." + kept)
                : Probe.failed(
                        "source-counts",
                        "Not at the count that it was given back: " + wrong + ".",
                        "Look at these services' events.");
    }

    private static ProbeReport passedOrWaiting(ProbeReport report, String code) {
        var failed = report.failed();
        if (!failed.isEmpty()) {
            throw new StillWaitingException(
                    code,
                    "Waiting for probes to pass: "
                            + failed.stream()
                                    .map(probe -> probe.name() + ": " + probe.seen())
                                    .collect(Collectors.joining(" ")),
                    failed.stream()
                            .map(probe -> probe.name() + ": " + probe.remedy().orElse(""))
                            .collect(Collectors.joining(" ")));
        }
        return report;
    }
}
