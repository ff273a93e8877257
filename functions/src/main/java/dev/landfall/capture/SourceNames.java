package dev.landfall.capture;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.run.Configuration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What belongs to the source alone, told by its own settings: hosts of its databases, names of its service discovery, its
 * load balancer, buckets, queues and keys. Whoever is given one of these works on the live source.
 *
 * @param databases hosts of its database servers
 * @param hosts other hosts, in lower case
 * @param namespaces of its service discovery, such as {@code retoolsvc}
 * @param buckets of Retool Storage
 * @param queues of Temporal, by setting
 * @param keys to a bucket or a sandbox; never shown
 */
public record SourceNames(
        Set<String> databases,
        Set<String> hosts,
        Set<String> namespaces,
        Set<String> buckets,
        Map<String, Set<String>> queues,
        Set<String> keys) {

    private static final Pattern DATABASE = Pattern.compile("(.*_)?POSTGRES_(HOST|URL)|DATABASE_URL");
    private static final Pattern HOST = Pattern.compile(
            "WORKFLOW_BACKEND_HOST|WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST|.*_INGRESS_DOMAIN|(JAVA_)?DB_(SSH_)?CONNECTOR_HOST");
    private static final Pattern BUCKET = Pattern.compile("RR_.*BUCKET.*");
    private static final Pattern KEY = Pattern.compile("(RR_|AGENT_SANDBOX_).*KEY.*");
    private static final List<String> QUEUES = List.of("TEMPORAL_TASKQUEUE_WORKFLOW", "WORKER_TEMPORAL_TASKQUEUE");

    /** Retool's own names of queues, which every deployment has. */
    private static final Set<String> COMMON_QUEUES = Set.of("agent", "agent-eval", "r2-agent");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "0.0.0.0", "::1");
    private static final int SHORTEST_KEY = 8;

    public SourceNames {
        databases = Set.copyOf(databases);
        hosts = Set.copyOf(hosts);
        namespaces = Set.copyOf(namespaces);
        buckets = Set.copyOf(buckets);
        queues = Map.copyOf(queues);
        keys = Set.copyOf(keys);
    }

    /** Of the source as it is now; a database that both sides share is no secret of one. */
    public static SourceNames of(Gateways gateways, Configuration configuration) {
        var names = new Reading(new SettingValues(gateways.secretVault(), gateways.target()));
        SourceServices.in(gateways).stream()
                .flatMap(service -> service.containers().stream())
                .forEach(names::read);
        Stream.of(configuration.source().dnsTarget(), configuration.source().loadBalancer())
                .flatMap(Optional::stream)
                .flatMap(address -> host(address).stream())
                .forEach(names.hosts::add);
        return names.found(configuration.sharesDatabase());
    }

    /** Whether a setting names a bucket of Retool's. */
    public static boolean isBucket(String setting) {
        return BUCKET.matcher(setting).matches();
    }

    /** Of its databases alone. */
    public static SourceNames ofDatabases(Set<String> hosts) {
        return new SourceNames(hosts, Set.of(), Set.of(), Set.of(), Map.of(), Set.of());
    }

    /** What of the source a setting's value names, in words; empty where nothing. */
    public Optional<String> named(String setting, String value) {
        if (queues.getOrDefault(setting, Set.of()).contains(value.strip())) {
            return Optional.of("its queue " + value.strip());
        }
        if (keys.contains(value.strip())) {
            return Optional.of("one of its keys");
        }
        boolean ofStorage =
                setting.contains("BUCKET") || value.toLowerCase(Locale.ROOT).contains("s3");
        return tokens(value)
                .flatMap(token -> ofToken(token, ofStorage).stream())
                .findFirst();
    }

    /** Whether an element of a list of hosts, such as {@code .retoolsvc}, stands for hosts of the source. */
    public boolean namesElement(String element) {
        var host = element.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("^[*.]+", "")
                .split(":", 2)[0];
        return namespaces.contains(host) || ofToken(host, false).isPresent();
    }

    /** The same for its databases alone, which are foreign to the target at all times. */
    public Optional<String> namedDatabase(String value) {
        return tokens(value)
                .filter(databases::contains)
                .map(host -> "its database " + host)
                .findFirst();
    }

    private Optional<String> ofToken(String token, boolean ofStorage) {
        if (databases.contains(token)) {
            return Optional.of("its database " + token);
        }
        if (hosts.contains(token) || namespaces.stream().anyMatch(each -> token.endsWith("." + each))) {
            return Optional.of("its host " + token);
        }
        return ofStorage
                ? buckets.stream()
                        .filter(bucket -> token.equals(bucket) || token.startsWith(bucket + ".s3"))
                        .map(bucket -> "its bucket " + bucket)
                        .findFirst()
                : Optional.empty();
    }

    private static Stream<String> tokens(String value) {
        return Stream.of(value.toLowerCase(Locale.ROOT).split("[^a-z0-9._-]+"))
                .map(token -> token.replaceAll("^\\.+|\\.+$", ""))
                .filter(token -> !token.isEmpty());
    }

    /**
     * The host of an address with or without scheme, user and port. A generated password may hold what no address may, so
     * the host is what stands behind the last {@code @}.
     */
    static Optional<String> host(String address) {
        var text = address.strip();
        var behindScheme = text.substring(text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3);
        return Optional.of(behindScheme.substring(behindScheme.lastIndexOf('@') + 1)
                        .split("[/:?#]", 2)[0])
                .map(host -> host.toLowerCase(Locale.ROOT))
                .filter(host -> host.matches("[a-z0-9]([a-z0-9._-]*[a-z0-9])?"));
    }

    /** Collects names while containers are read. */
    private static final class Reading {

        private final SettingValues values;
        private final Set<String> databases = new LinkedHashSet<>();
        private final Set<String> hosts = new LinkedHashSet<>();
        private final Set<String> namespaces = new LinkedHashSet<>(Set.of("retoolsvc"));
        private final Set<String> buckets = new LinkedHashSet<>();
        private final Map<String, Set<String>> queues = new java.util.HashMap<>();
        private final Set<String> keys = new LinkedHashSet<>();

        Reading(SettingValues values) {
            this.values = values;
        }

        void read(ServiceContainer container) {
            for (var name : container.settings().keySet()) {
                if (DATABASE.matcher(name).matches()) {
                    text(container, name).flatMap(SourceNames::host).ifPresent(databases::add);
                } else if (HOST.matcher(name).matches()) {
                    text(container, name)
                            .flatMap(SourceNames::host)
                            .filter(host -> !LOOPBACK.contains(host) && !isCloud(host))
                            .ifPresent(this::addHost);
                } else if (BUCKET.matcher(name).matches()) {
                    text(container, name)
                            .map(bucket -> bucket.toLowerCase(Locale.ROOT))
                            .ifPresent(buckets::add);
                } else if (QUEUES.contains(name)) {
                    text(container, name)
                            .filter(queue -> !COMMON_QUEUES.contains(queue))
                            .ifPresent(queue -> queues.computeIfAbsent(name, any -> new LinkedHashSet<>())
                                    .add(queue));
                } else if (KEY.matcher(name).matches()) {
                    text(container, name)
                            .filter(key -> key.length() >= SHORTEST_KEY)
                            .ifPresent(keys::add);
                }
            }
        }

        /** Two labels are a service and its namespace: discovery has no public suffix. */
        private void addHost(String host) {
            hosts.add(host);
            var labels = host.split("\\.");
            if (labels.length == 2 && labels[1].matches(".*svc|local|internal")) {
                namespaces.add(labels[1]);
            }
        }

        /** Temporal's cloud is nobody's own. */
        private static boolean isCloud(String host) {
            return host.endsWith(".tmprl.cloud") || host.endsWith(".temporal.io");
        }

        /** One that cannot be read is the ledger's to tell. */
        private Optional<String> text(ServiceContainer container, String name) {
            return Optional.ofNullable(container.settings().get(name)).flatMap(this::readable);
        }

        private Optional<String> readable(SettingSource setting) {
            try {
                return Optional.of(values.value(setting).reveal().strip()).filter(text -> !text.isEmpty());
            } catch (dev.landfall.model.failure.OperatorException e) {
                return Optional.empty();
            }
        }

        SourceNames found(boolean sharedDatabase) {
            UnaryOperator<Set<String>> unshared = set -> sharedDatabase ? Set.of() : set;
            return new SourceNames(unshared.apply(databases), hosts, namespaces, buckets, queues, keys);
        }
    }
}
