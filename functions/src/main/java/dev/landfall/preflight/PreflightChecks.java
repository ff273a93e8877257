package dev.landfall.preflight;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedContainer;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.Configuration;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.Forecast;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes every check; one that cannot be made is a blocker of its own and stops no other. */
public final class PreflightChecks {

    private final Gateways gateways;
    private final Configuration configuration;
    private final Capture capture;
    private final RunRecord run;
    private final List<Check> checks = new ArrayList<>();

    public PreflightChecks(Gateways gateways, Configuration configuration, Capture capture, RunRecord run) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.capture = capture;
        this.run = run;
    }

    /** Every check in the order of docs; what is not looked at says so. */
    public PreflightReport check() {
        add(ImageVersion.NAME, () -> ImageVersion.check(sourceImage(), targetImage()));
        add("critical-settings", this::criticalSettings);
        add(DatabaseChecks.VERSION, () -> DatabaseChecks.version(pairs()));
        add(DatabaseChecks.EXTENSIONS, () -> DatabaseChecks.extensions(pairs()));
        add("environment-files", this::environmentFiles);
        notYet("settings-decided", "unknown settings, self-hosted Temporal and blob storage");
        add(DatabaseChecks.SPACE, () -> DatabaseChecks.space(pairs(), targetInstance()));
        add("window", this::window);
        notYet("object-store", "S3, KMS and the pod's identity, proven with a test object");
        notYet("egress-addresses", "new egress addresses for allow-lists, and resources that relied on the task role");
        notYet("load-balancer-parity", "scheme, CIDRs, WAF, OIDC action and idle timeout");
        notYet("certificate", "the certificate's state and its validation record");
        add(
                DnsChecks.RECORD,
                () -> DnsChecks.record(configuration, gateways.dnsZone().records(configuration.domain())));
        notYet("dns-neighbours", "DS records and the records below the name");
        notYet("local-admin", "whether a local admin can log in");
        notYet("chart-versions", "chart and module versions, and duplicate variables");
        add(DatabaseChecks.PROTECTION, () -> DatabaseChecks.protection(targetInstance()));
        add(DnsChecks.NOT_LIVE, this::notLive);
        notYet("source-transactions", "old transactions, dead tuples and replication slots on the source");
        add("approvers", this::approvers);
        return new PreflightReport(run.runId(), gateways.clock().instant(), List.copyOf(checks));
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
                        + blockers.stream()
                                .map(check -> check.name() + ": " + check.seen())
                                .collect(Collectors.joining(" ")),
                blockers.stream()
                        .map(check -> check.name() + ": " + check.remedy().orElse(""))
                        .collect(Collectors.joining(" "))));
    }

    private void add(String name, Supplier<Check> check) {
        try {
            checks.add(check.get());
        } catch (LandfallException e) {
            checks.add(Check.blocker(name, e.problem().seen(), e.problem().remedy()));
        } catch (RuntimeException e) {
            // Whatever one check runs into, the others are still worth knowing; this one then blocks.
            checks.add(Check.blocker(
                    name, "The check could not be made: " + e + ".", "Look at the function's log, and start again."));
        }
    }

    private void notYet(String name, String what) {
        checks.add(Check.notChecked(name, "Not looked at yet: " + what + "."));
    }

    private String sourceImage() {
        return capture.services().stream()
                .filter(service -> service.roles().contains(ServiceRole.MAIN_BACKEND))
                .flatMap(service -> service.containers().stream())
                .map(CapturedContainer::image)
                .findFirst()
                .orElse("none");
    }

    private String targetImage() {
        return capture.deployments().stream()
                .filter(deployment -> deployment.roles().contains(ServiceRole.MAIN_BACKEND))
                .map(Capture.CapturedDeployment::image)
                .findFirst()
                .orElse("none");
    }

    private Check criticalSettings() {
        var name = "critical-settings";
        var found = new CriticalSettings(gateways).disagreements();
        return found.isEmpty()
                ? Check.ok(name, "Encryption keys, JWT secret and license agree everywhere, byte for byte.")
                : Check.blocker(
                        name,
                        String.join("; ", found) + ".",
                        "Put the source's exact bytes into the target's secrets; otherwise nothing can be decrypted and everybody is signed out.");
    }

    private List<DatabaseChecks.Pair> pairs() {
        return capture.databases().stream()
                .map(database -> new DatabaseChecks.Pair(
                        database,
                        gateways.databases().facts(database.source()),
                        gateways.databases().facts(database.target())))
                .toList();
    }

    private Optional<DatabaseInstance> targetInstance() {
        return gateways.databaseHost().find(capture.database("app").target().host());
    }

    private Check environmentFiles() {
        var name = "environment-files";
        var files = capture.services().stream()
                .flatMap(service -> service.containers().stream())
                .flatMap(container -> container.environmentFiles().stream())
                .distinct()
                .toList();
        return files.isEmpty()
                ? Check.ok(name, "No container reads its environment from files.")
                : Check.blocker(
                        name,
                        "Settings in " + String.join(", ", files) + " were not read.",
                        "Move them into the task definition's environment or secrets.");
    }

    private Check window() {
        var forecast =
                Forecast.of(EarlierRuns.in(new RunFiles(gateways.runStore())).without(run.runId()), run.planDigest());
        var window = configuration.window();
        if (window.isEmpty() || forecast.isEmpty()) {
            return Check.notChecked(
                    "window",
                    "Not looked at yet: "
                            + (window.isEmpty() ? "no window is given." : "no rehearsal of this plan has passed."));
        }
        var seen = "The forecast is " + forecast.get().p95().toSeconds() + " s at most, from "
                + forecast.get().rehearsals() + " rehearsals; the window is "
                + window.get().toSeconds() + " s.";
        return forecast.get().p95().compareTo(window.get()) > 0
                ? Check.warning("window", seen, "Take a longer window, or make the move faster with more jobs.")
                : Check.ok("window", seen);
    }

    private Check notLive() {
        var running = capture.deployments().stream()
                .filter(deployment -> deployment.replicas() > 0 && ServiceRole.areAutomation(deployment.roles()))
                .map(Capture.CapturedDeployment::name)
                .toList();
        return DnsChecks.notLive(configuration, gateways.dnsZone().records(configuration.domain()), running);
    }

    private Check approvers() {
        var confirmed = gateways.notices().confirmedAddresses();
        var missing = configuration.approvals().approvers().stream()
                .filter(address -> !confirmed.contains(address))
                .toList();
        if (missing.isEmpty()) {
            return Check.ok("approvers", "Every approver has confirmed the mail subscription.");
        }
        var seen = "Mail does not reach " + String.join(", ", missing) + ": the subscription is not confirmed.";
        var remedy = "Let them follow the link in the confirmation mail.";
        return run.mode() == RunMode.CUTOVER
                ? Check.blocker("approvers", seen, remedy)
                : Check.warning("approvers", seen, remedy);
    }
}
