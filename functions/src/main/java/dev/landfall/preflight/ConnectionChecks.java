package dev.landfall.preflight;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decisions about what stands between the mover and a database: endpoints and poolers. */
final class ConnectionChecks {

    static final String ENDPOINT = "database-endpoint";

    /** RDS's own names: a reader endpoint of a cluster, an endpoint of RDS Proxy. */
    private static final Pattern READER = Pattern.compile(".*\\.cluster-ro-[^.]+\\..*");

    private static final Pattern PROXY = Pattern.compile(".*\\.proxy-[^.]+\\..*");
    private static final Pattern POOLER = Pattern.compile(".*(pgbouncer|pgpool|pgcat|odyssey).*");
    private static final int PORT_OF_PGBOUNCER = 6432;

    private ConnectionChecks() {}

    /** A snapshot is exported, sessions are counted and ended on the server itself: a pooler or a reader breaks each. */
    static Check endpoint(Scene scene) {
        var blocks = new ArrayList<String>();
        var doubts = new ArrayList<String>();
        addresses(scene).forEach(address -> {
            broken(scene, address).ifPresent(why -> blocks.add(address.host() + " " + why));
            if (address.port() == PORT_OF_PGBOUNCER) {
                doubts.add(address.host() + " is reached by port " + PORT_OF_PGBOUNCER + ", which is PgBouncer's.");
            }
        });
        var remedy =
                "Let the service and the release name the instance's own endpoint, or the cluster's writer endpoint.";
        if (!blocks.isEmpty()) {
            return Check.blocker(ENDPOINT, String.join(" ", blocks), remedy);
        }
        return doubts.isEmpty()
                ? Check.ok(ENDPOINT, "Every database is reached directly, at a server that takes writes.")
                : Check.warning(ENDPOINT, String.join(" ", doubts), remedy);
    }

    private static Stream<DatabaseAddress> addresses(Scene scene) {
        return scene.capture().databases().stream()
                .flatMap(database -> Stream.of(database.source(), database.target()))
                .distinct();
    }

    private static Optional<String> broken(Scene scene, DatabaseAddress address) {
        var host = address.host().toLowerCase(Locale.ROOT);
        if (READER.matcher(host).matches()) {
            return Optional.of("is a reader endpoint: it leads to any replica, and to another one next time.");
        }
        if (PROXY.matcher(host).matches()) {
            return Optional.of("is an RDS Proxy: sessions behind it are shared, so no snapshot can be held.");
        }
        if (POOLER.matcher(host).matches()) {
            return Optional.of("is named after a pooler: sessions behind it are shared, so no snapshot can be held.");
        }
        return scene.gateways().databases().facts(address).replica()
                ? Optional.of("is a replica (pg_is_in_recovery): it takes no write, and what it shows may be old.")
                : Optional.empty();
    }
}
