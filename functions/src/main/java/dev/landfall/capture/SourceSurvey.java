package dev.landfall.capture;

import dev.landfall.capture.SourceInventory.LocatedDatabase;
import dev.landfall.capture.SourceInventory.ServiceSurroundings;
import dev.landfall.freeze.UnfrozenSource;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.gateway.ServiceDetails.ContainerDetail;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.SecondLook;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Looks at everything around the source; what cannot be seen is named, and the rest goes on. */
public final class SourceSurvey {

    private static final List<String> DATABASES = List.of("POSTGRES", "RETOOLDB_POSTGRES");

    private final Gateways gateways;
    private final Configuration configuration;
    private final Inventory inventory;
    private final List<String> notSeen = new ArrayList<>();

    public SourceSurvey(Gateways gateways, Configuration configuration) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.inventory = Inventory.of(gateways);
    }

    /** Writes what it finds once for a run; a second call finds the first one's. */
    public SourceInventory survey(String runId) {
        var files = new RunFiles(gateways.runStore());
        var key = SourceInventory.key(runId);
        return files.read(key, SourceInventory.class).orElseGet(() -> {
            files.writeIfAbsent(key, take(runId));
            return files.require(key, SourceInventory.class);
        });
    }

    private SourceInventory take(String runId) {
        var source = UnfrozenSource.of(gateways);
        var services = source.services();
        var around = gateways.surroundings();
        var surroundings = services.stream()
                .flatMap(service -> surroundings(service).stream())
                .toList();
        var main = services.stream()
                .filter(service -> inventory.roles(service).contains(ServiceRole.MAIN_BACKEND))
                .findFirst();
        return new SourceInventory(
                runId,
                gateways.clock().instant(),
                gateways.source().name(),
                Features.of(services, inventory),
                services.stream().map(inventory::service).toList(),
                surroundings,
                seen("schedules", List.of(), source::schedules),
                main.map(this::databases).orElse(List.of()),
                main.flatMap(service -> seen(
                        "load balancer",
                        Optional.empty(),
                        () -> around.loadBalancers().ofService(service.name()))),
                seen("certificates", List.of(), () -> around.certificates().covering(configuration.domain())),
                seen("DNS records", List.of(), () -> around.zone().atAndBelow(configuration.domain())),
                new DnsAuthority(gateways.nameServers()).of(configuration.domain()),
                main.map(service -> seen(
                                "egress addresses",
                                List.<String>of(),
                                () -> around.egress().of(service.subnets())))
                        .orElse(List.of()),
                roles(surroundings),
                List.copyOf(notSeen));
    }

    private Optional<ServiceSurroundings> surroundings(SourceService service) {
        return seen("details of " + service.name(), Optional.empty(), () -> {
            var detail = gateways.surroundings().services().of(service.name());
            var digests = new TreeMap<String, String>();
            detail.containers()
                    .forEach((name, container) -> digest(container).ifPresent(found -> digests.put(name, found)));
            return Optional.of(new ServiceSurroundings(
                    service.name(),
                    detail.launchType(),
                    detail.family(),
                    detail.taskRole(),
                    detail.executionRole(),
                    detail.scaling(),
                    digests,
                    service.subnets(),
                    service.securityGroups(),
                    service.assignsPublicIp()));
        });
    }

    private static Optional<String> digest(ContainerDetail container) {
        return container.imageDigest();
    }

    private List<LocatedDatabase> databases(SourceService main) {
        var found = new ArrayList<LocatedDatabase>();
        var container = main.containers().stream()
                .filter(each -> inventory.roles(each).contains(ServiceRole.MAIN_BACKEND))
                .findFirst()
                .orElseThrow();
        var stated = DatabaseUrl.apart(container.settings(), inventory.values());
        for (var prefix : DATABASES) {
            var name = prefix.equals("POSTGRES") ? "app" : "retooldb";
            var settings = new DatabaseSettings(
                    name, prefix, "source", "the service " + main.name(), stated, inventory.values());
            if (settings.present()) {
                seen(
                                "the database " + name,
                                Optional.<LocatedDatabase>empty(),
                                () -> Optional.of(located(name, settings)))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private LocatedDatabase located(String name, DatabaseSettings settings) {
        var address = settings.address(configuration.database(), password -> "");
        return new LocatedDatabase(
                name,
                address.host(),
                address.port(),
                address.database(),
                address.user(),
                seen(
                        "RDS",
                        Optional.empty(),
                        () -> gateways.surroundings().databaseServers().at(address.host())));
    }

    private Map<String, List<Grant>> roles(List<ServiceSurroundings> services) {
        var roles = new TreeMap<String, List<Grant>>();
        services.stream()
                .flatMap(service -> service.taskRole().stream())
                .distinct()
                .forEach(role -> roles.put(
                        role,
                        seen(
                                "the role " + role,
                                List.of(),
                                () -> gateways.surroundings().roles().of(role))));
        return roles;
    }

    private <T> T seen(String what, T otherwise, Supplier<T> look) {
        try {
            return SecondLook.at(look);
        } catch (LandfallException e) {
            notSeen.add(what + ": " + e.problem().seen());
            return otherwise;
        }
    }
}
