package dev.landfall.ledger;

import dev.landfall.capture.Features;
import dev.landfall.capture.Inventory;
import dev.landfall.capture.SourceNames;
import dev.landfall.freeze.UnfrozenSource;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SourceService;
import dev.landfall.run.Configuration;
import dev.landfall.run.DeployedAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads every setting of every container once and lets the rules decide; no value leaves it. */
public final class LedgerBuilding {

    private final Gateways gateways;
    private final Configuration configuration;
    private final Inventory inventory;

    public LedgerBuilding(Gateways gateways, Configuration configuration) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.inventory = Inventory.of(gateways);
    }

    /** What is unreadable becomes a finding; nothing is written. */
    public Ledger build(String runId) {
        var services = UnfrozenSource.of(gateways).services();
        var features = Features.of(services, inventory);
        var unreadable = new ArrayList<Finding>();
        var source = SourceNames.of(gateways, configuration);
        var decisions = new Decisions(configuration, features, source);
        var lines = lines(
                services, new ContainerLines(gateways.secretVault(), decisions, new HostList(source)), unreadable);
        var findings = new ArrayList<>(unreadable);
        findings.addAll(new LineFindings(lines).all());
        findings.addAll(decisions.findings(lines).all());
        OwnTemporal.of(services, inventory, features, configuration.settings().orElse(Map.of()))
                .ifPresent(temporal -> findings.addAll(temporal.findings()));
        findings.addAll(new ServiceFindings(services, gateways.surroundings().services(), features, inventory).all());
        var granted = DeployedAccess.read(gateways.runStore());
        if (!unreadable.isEmpty()) {
            AccessFinding.missing(services, granted).ifPresent(findings::add);
        }
        AccessFinding.everything(granted).ifPresent(findings::add);
        return new Ledger(runId, gateways.clock().instant(), gateways.source().name(), features, lines, findings);
    }

    private List<LedgerLine> lines(List<SourceService> services, ContainerLines making, List<Finding> unreadable) {
        var lines = new ArrayList<LedgerLine>();
        for (var service : services) {
            for (var container : service.containers()) {
                var settings = new ContainerSettings(
                                gateways.surroundings().environmentFiles(), inventory.values(), unreadable)
                        .of(service.name() + "/" + container.name(), container);
                lines.addAll(making.of(service.name(), container, settings));
            }
        }
        return RolePlaces.of(lines);
    }
}
