package dev.landfall.ledger;

import dev.landfall.capture.Features;
import dev.landfall.capture.Inventory;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.run.Configuration.SettingDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Temporal cluster of the operator's own, and what was decided of it: it stays where it is (carry), nothing takes its
 * place but Retool's (drop), or the chart's subchart works on its database (subchart). Two clusters never work on one
 * database, and none is stopped that the target is told to use.
 */
public record OwnTemporal(List<SourceService> services, Inventory inventory, String decision) {

    /** The decision's word in {@code landfall.json}. */
    public static final String SUBCHART = "subchart";

    private static final String FRONTEND = "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST";

    /** Empty where none is, or where nobody decided. */
    public static Optional<OwnTemporal> of(
            List<SourceService> services,
            Inventory inventory,
            Features features,
            Map<String, SettingDecision> decisions) {
        return Optional.ofNullable(decisions.get(FRONTEND))
                .filter(decided -> features.temporal() == Features.Temporal.SELF_HOSTED)
                .map(decided -> new OwnTemporal(services, inventory, decided.decision()));
    }

    public boolean isOfTheChart() {
        return decision.equals(SUBCHART);
    }

    /**
     * What its servers are told.
     *
     * @param image theirs, so that the chart's change nothing about the database's schema
     * @param shards a number that nobody may change once the database was made
     */
    public record Told(
            String image,
            String host,
            int port,
            String user,
            SecretText password,
            String database,
            String visibility,
            int shards,
            boolean tls) {}

    /** Empty where something of it is not known; {@link #findings} then names what. */
    public Optional<Told> told() {
        return missing().isEmpty() ? server().map(this::told) : Optional.empty();
    }

    private Told told(ServiceContainer server) {
        return new Told(
                server.image(),
                text(server, "POSTGRES_HOST", "POSTGRES_SEEDS").orElseThrow(),
                text(server, "POSTGRES_PORT", "DB_PORT").map(Integer::valueOf).orElse(5432),
                text(server, "POSTGRES_USER").orElseThrow(),
                SecretText.of(text(server, "POSTGRES_PASSWORD", "POSTGRES_PWD").orElseThrow()),
                text(server, "DBNAME").orElse("temporal"),
                text(server, "VISIBILITY_DBNAME", "DBNAME_VISIBILITY").orElse("temporal_visibility"),
                Integer.parseInt(text(server, "NUM_HISTORY_SHARDS").orElseThrow()),
                text(server, "SQL_TLS_ENABLED", "SQL_TLS")
                        .filter("true"::equals)
                        .isPresent());
    }

    List<Finding> findings() {
        var running = containers().map(Place::name).collect(Collectors.joining(", "));
        if (decision.equals("carry") && !running.isEmpty()) {
            return List.of(Finding.blocker(
                    "temporal-stopped",
                    "settings." + FRONTEND + " keeps the Temporal cluster that " + running
                            + " runs, and a cutover would stop it: its service is in source.services.",
                    "Take it out of source.services, or decide subchart or drop."));
        }
        if (!isOfTheChart()) {
            return List.of();
        }
        if (running.isEmpty()) {
            return List.of(Finding.blocker(
                    "temporal-twice",
                    "The chart's Temporal would work on one database with your own, which no service of source.services runs, so that a cutover does not stop it.",
                    "Add the services of your Temporal to source.services, or decide carry."));
        }
        if (waitsElsewhere()) {
            return List.of(Finding.blocker(
                    "temporal-namespace",
                    "Workflows wait in another namespace than workflows, the only one that the chart's Temporal serves: they would wait for ever.",
                    "Decide carry or drop."));
        }
        var missing = missing();
        return missing.isEmpty()
                ? List.of(
                        Finding.warning(
                                "temporal-of-the-chart",
                                "After the cutover the chart's Temporal works on the database that " + running
                                        + " works on now. Whether the cluster's nodes reach that server is not looked at.",
                                "Let the nodes reach it (security group, route), and make the Secret that the kit's README names, before the cutover."))
                : List.of(Finding.blocker(
                        "temporal-not-known",
                        "The chart's Temporal needs what no container of " + running
                                + " is told in a form that can be read: " + String.join(", ", missing) + ".",
                        "Set it in the task definition, let Landfall read the secret, or decide carry."));
    }

    private boolean waitsElsewhere() {
        return services.stream()
                .flatMap(service -> service.containers().stream())
                .filter(inventory::isRetools)
                .flatMap(container -> text(container, "WORKFLOW_TEMPORAL_CLUSTER_NAMESPACE").stream())
                .anyMatch(namespace -> !namespace.equals("workflows"));
    }

    private List<String> missing() {
        var server = server();
        if (server.isEmpty()) {
            return List.of("a Temporal server");
        }
        var missing = new ArrayList<String>();
        var told = server.get();
        if (text(told, "POSTGRES_HOST", "POSTGRES_SEEDS").isEmpty()) {
            missing.add("POSTGRES_HOST");
        }
        if (text(told, "POSTGRES_USER").isEmpty()) {
            missing.add("POSTGRES_USER");
        }
        if (text(told, "POSTGRES_PASSWORD", "POSTGRES_PWD").isEmpty()) {
            missing.add("POSTGRES_PASSWORD");
        }
        if (text(told, "NUM_HISTORY_SHARDS")
                .filter(shards -> shards.matches("[0-9]{1,6}"))
                .isEmpty()) {
            missing.add("NUM_HISTORY_SHARDS");
        }
        if (text(told, "POSTGRES_PORT", "DB_PORT")
                .filter(port -> !port.matches("[0-9]{1,5}"))
                .isPresent()) {
            missing.add("POSTGRES_PORT");
        }
        if (!told.image().matches("[^@]+:[^:/@]+")) {
            missing.add("a tag of its image");
        }
        return missing;
    }

    /** The web page of Temporal has its own image and no database. */
    private Optional<ServiceContainer> server() {
        return containers()
                .map(Place::container)
                .filter(container ->
                        text(container, "POSTGRES_HOST", "POSTGRES_SEEDS").isPresent())
                .findFirst()
                .or(() -> containers().map(Place::container).findFirst());
    }

    private record Place(SourceService service, ServiceContainer container) {
        String name() {
            return service.name() + "/" + container.name();
        }
    }

    private Stream<Place> containers() {
        return services.stream()
                .flatMap(service -> service.containers().stream().map(container -> new Place(service, container)))
                .filter(place -> inventory.isTemporals(place.container()));
    }

    private Optional<String> text(ServiceContainer container, String... names) {
        return Stream.of(names).flatMap(name -> text(container, name).stream()).findFirst();
    }

    private Optional<String> text(ServiceContainer container, String name) {
        try {
            return inventory
                    .values()
                    .text(container.settings(), name)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        } catch (LandfallException e) {
            // That it cannot be read is a finding of its own already.
            return Optional.empty();
        }
    }
}
