package dev.landfall.probe;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Inventory;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.probe.ProbeReport.Probe;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import java.util.List;
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

    /** Waits until the cluster shows the live settings, naming the one command that brings them. */
    public void awaitLiveSettings(Capture capture) {
        var missing = LiveSettings.missing(capture, gateways.target().deployments(), Inventory.of(gateways));
        if (!missing.isEmpty()) {
            throw new StillWaitingException(
                    "LIVE_SETTINGS_MISSING",
                    "Waiting for the target's live settings: " + String.join("; ", missing) + ".",
                    "Run: " + configuration.liveSettingsCommand());
        }
    }

    /** The target through the production name; waits while a probe fails. */
    public ProbeReport verifyTarget(String runId) {
        var report = new ProbeReport(
                runId,
                gateways.clock().instant(),
                List.of(
                        new NameProbe(gateways, configuration.domain())
                                .leadsTo(configuration.target().dnsTarget(), "target.dnsTarget"),
                        TargetProbes.health(
                                "health",
                                gateways.httpProbe(),
                                configuration.target().loadBalancer(),
                                configuration.domain(),
                                "target.loadBalancer"),
                        TargetProbes.rollouts(gateways.target().deployments(), true),
                        Probe.notChecked("sso", "Not looked at yet: signing in through SSO."),
                        Probe.notChecked("workflows", "Not looked at yet: a workflow's run.")));
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
        var frozen = files.require(FrozenCounts.key(cutoverRunId), FrozenCounts.class);
        var running = gateways.source().services();
        var wrong = frozen.services().stream()
                .filter(saved -> running.stream()
                        .noneMatch(service ->
                                service.name().equals(saved.name()) && service.runningCount() >= saved.desiredCount()))
                .map(FrozenCounts.FrozenService::name)
                .collect(Collectors.joining(", "));
        return wrong.isEmpty()
                ? Probe.passed("source-counts", "Every service of the source runs at its saved count.")
                : Probe.failed(
                        "source-counts", "Not at the saved count: " + wrong + ".", "Look at these services' events.");
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
