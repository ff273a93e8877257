package dev.landfall.ledger;

import dev.landfall.capture.Features;
import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.capture.SourceNames;
import dev.landfall.freeze.UnfrozenSource;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SourceService;
import dev.landfall.run.Configuration;
import dev.landfall.run.DeployedAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        var lines = lines(services, decisions, new HostList(source), unreadable);
        var findings = new ArrayList<>(unreadable);
        findings.addAll(new LineFindings(lines).all());
        findings.addAll(decisions.findings(lines).all());
        findings.addAll(new ServiceFindings(services, gateways.surroundings().services(), features, inventory).all());
        var granted = DeployedAccess.read(gateways.runStore());
        if (!unreadable.isEmpty()) {
            AccessFinding.missing(services, granted).ifPresent(findings::add);
        }
        AccessFinding.everything(granted).ifPresent(findings::add);
        return new Ledger(runId, gateways.clock().instant(), gateways.source().name(), features, lines, findings);
    }

    private List<LedgerLine> lines(
            List<SourceService> services, Decisions decisions, HostList lists, List<Finding> unreadable) {
        var lines = new ArrayList<LedgerLine>();
        for (var service : services) {
            for (var container : service.containers()) {
                var where = service.name() + "/" + container.name();
                var settings = new ContainerSettings(
                                gateways.surroundings().environmentFiles(), inventory.values(), unreadable)
                        .of(where, container);
                var roles = roles(container, settings);
                settings.forEach((name, setting) ->
                        lines.add(line(service.name(), container.name(), roles, name, setting, decisions, lists)));
            }
        }
        return lines;
    }

    private static List<ServiceRole> roles(
            ServiceContainer container, Map<String, ContainerSettings.Setting> settings) {
        return ServiceRole.of(
                container.name(), text(settings, "SERVICE_TYPE"), text(settings, "WORKER_TEMPORAL_TASKQUEUE"));
    }

    private static Optional<String> text(Map<String, ContainerSettings.Setting> settings, String name) {
        return Optional.ofNullable(settings.get(name))
                .flatMap(setting -> setting.value())
                .map(value -> value.reveal().strip());
    }

    private LedgerLine line(
            String service,
            String container,
            List<ServiceRole> roles,
            String name,
            ContainerSettings.Setting setting,
            Decisions decisions,
            HostList lists) {
        var decided =
                decisions.of(name, setting.value().map(value -> value.reveal()).orElse(""));
        return new LedgerLine(
                service,
                container,
                roles,
                name,
                decided.settingClass(),
                decided.place(),
                setting.kind(),
                setting.reference(),
                setting.value().map(value -> gateways.secretVault().fingerprint(value.bytes())),
                setting.value().map(value -> value.bytes().length).orElse(-1),
                setting.value().map(value -> CharacterFlag.of(value.reveal())).orElse(List.of()),
                decided.named(),
                setting.value()
                        .map(value -> value.reveal())
                        .filter(text -> decided.settingClass() == SettingClass.CARRY && HostList.is(name))
                        .filter(text -> !lists.leftOut(text).isEmpty())
                        .map(text -> fingerprint(lists.carried(text))),
                decided.by());
    }

    private String fingerprint(String text) {
        return gateways.secretVault().fingerprint(text.getBytes(StandardCharsets.UTF_8));
    }
}
