package dev.landfall.capture;

import dev.landfall.capture.Capture.MoverNetwork;
import dev.landfall.freeze.UnfrozenSource;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SourceService;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import java.util.List;
import java.util.Optional;

/** Takes the inventory once for a run; a second call finds the first one's. */
public final class SourceCapture {

    private final Gateways gateways;
    private final RunFiles files;
    private final SettingValues values;
    private final Inventory inventory;

    public SourceCapture(Gateways gateways) {
        this.gateways = gateways;
        this.files = new RunFiles(gateways.runStore());
        this.values = new SettingValues(gateways.secretVault(), gateways.target());
        this.inventory = Inventory.of(gateways);
    }

    public Capture capture(String runId, Configuration configuration) {
        var key = Capture.key(runId);
        return files.read(key, Capture.class).orElseGet(() -> {
            files.writeIfAbsent(key, take(runId, configuration));
            return files.require(key, Capture.class);
        });
    }

    private Capture take(String runId, Configuration configuration) {
        var services = SourceServices.in(gateways);
        var deployments = gateways.target().deployments();
        var main = mainService(services);
        var container = main.containers().stream()
                .filter(each -> inventory.roles(each).contains(ServiceRole.MAIN_BACKEND))
                .findFirst()
                .orElseThrow();
        var mainTarget = mainDeployment(deployments);
        var databases = new DatabasePairs(gateways.secretVault(), values, configuration.database())
                .of(
                        new DatabasePairs.Side(
                                "the service " + main.name(), DatabaseUrl.apart(container.settings(), values)),
                        new DatabasePairs.Side("the deployment " + mainTarget.name(), mainTarget.settings()));
        var fresh = new Capture(
                runId,
                gateways.clock().instant(),
                gateways.source().name(),
                gateways.target().name(),
                new MoverNetwork(
                        configuration.source().cluster(),
                        main.subnets(),
                        main.securityGroups(),
                        main.assignsPublicIp()),
                services.stream().map(inventory::service).toList(),
                deployments.stream().map(inventory::deployment).toList(),
                UnfrozenSource.of(gateways).schedules(),
                databases,
                gateways.dnsZone().records(configuration.domain()),
                List.of(),
                Optional.empty());
        return rehearsed(runId)
                .map(before -> fresh.withDrift(Drift.between(before, fresh), before.runId()))
                .orElse(fresh);
    }

    /** What the newest rehearsal that passed has seen: a cutover rests on that. */
    private Optional<Capture> rehearsed(String runId) {
        return EarlierRuns.in(files).without(runId).rehearsals().stream()
                .filter(run -> run.isPassed(RunMode.REHEARSAL))
                .map(run -> files.read(Capture.key(run.runId()), Capture.class))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private SourceService mainService(List<SourceService> services) {
        return services.stream()
                .filter(service -> inventory.roles(service).contains(ServiceRole.MAIN_BACKEND))
                .findFirst()
                .orElseThrow(() -> missing("service of the source", "Name the main service in source.services."));
    }

    private TargetDeployment mainDeployment(List<TargetDeployment> deployments) {
        return deployments.stream()
                .filter(deployment -> inventory.roles(deployment).contains(ServiceRole.MAIN_BACKEND))
                .findFirst()
                .orElseThrow(() -> missing(
                        "deployment of the target", "Check target.namespace and target.release in landfall.json."));
    }

    private static RuntimeException missing(String what, String remedy) {
        return Problem.operator("MAIN_BACKEND_MISSING", "No " + what + " has the role MAIN_BACKEND.", remedy)
                .asException();
    }
}
