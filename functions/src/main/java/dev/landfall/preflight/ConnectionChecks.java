package dev.landfall.preflight;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.DatabaseServers.ServerCertificate;
import dev.landfall.preflight.PreflightReport.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decisions about what stands between the mover and a database: endpoints, poolers, TLS. */
final class ConnectionChecks {

    static final String ENDPOINT = "database-endpoint";
    static final String TLS = "database-tls";

    /** RDS's own names: a reader endpoint of a cluster, an endpoint of RDS Proxy. */
    private static final Pattern READER = Pattern.compile(".*\\.cluster-ro-[^.]+\\..*");

    private static final Pattern PROXY = Pattern.compile(".*\\.proxy-[^.]+\\..*");
    private static final Pattern POOLER = Pattern.compile(".*(pgbouncer|pgpool|pgcat|odyssey).*");
    private static final int PORT_OF_PGBOUNCER = 6432;

    /** What the bundle in {@code rds-roots.pem} holds, by the last part of RDS's identifiers. */
    private static final Set<String> KNOWN_AUTHORITIES = Set.of("rsa2048-g1", "rsa4096-g1", "ecc384-g1");

    private static final Duration SOON = Duration.ofDays(30);

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

    static Check tls(Scene scene) {
        var blocks = new ArrayList<String>();
        var doubts = new ArrayList<String>();
        var fine = new ArrayList<String>();
        for (var database : scene.capture().databases()) {
            var server = scene.gateways().surroundings().databaseServers().at(scene.targetHost(database));
            if (server.isEmpty()) {
                continue;
            }
            boolean verifies = database.target().sslMode().startsWith("verify");
            if (server.get().insistsOnTls() && !verifies) {
                blocks.add("The target's server insists on TLS (rds.force_ssl), and its release connects without: "
                        + database.name() + ".");
            }
            var certificate = server.get().certificate().filter(any -> verifies);
            certificate.ifPresentOrElse(
                    shown -> judge(
                            shown, server.get().id(), scene.gateways().clock().instant(), blocks, doubts, fine),
                    () -> fine.add(server.get().id()
                            + (verifies ? " (RDS does not tell its certificate)" : " (not verified by the release)")));
        }
        if (blocks.isEmpty() && doubts.isEmpty() && fine.isEmpty()) {
            return Check.notChecked(TLS, "Not looked at: no database server answers to the target's endpoint.");
        }
        var found = Stream.of(blocks, doubts).flatMap(List::stream).distinct().toList();
        if (found.isEmpty()) {
            return Check.ok(
                    TLS,
                    "The target's connections use TLS where its server insists on it: "
                            + String.join(", ", fine.stream().distinct().toList()) + ".");
        }
        var remedy =
                "Set POSTGRES_SSL_ENABLED to true on the target, and give its instance a certificate of a current authority (rds-ca-rsa2048-g1).";
        return blocks.isEmpty()
                ? Check.warning(TLS, String.join(" ", found), remedy)
                : Check.blocker(TLS, String.join(" ", found), remedy);
    }

    private static void judge(
            ServerCertificate shown,
            String server,
            Instant now,
            List<String> blocks,
            List<String> doubts,
            List<String> fine) {
        var ended = shown.ends().filter(end -> end.isBefore(now));
        var ending = shown.ends().filter(end -> end.isBefore(now.plus(SOON)));
        if (ended.isPresent()) {
            blocks.add("The certificate of " + server + " ended on " + ended.get() + ".");
        } else if (KNOWN_AUTHORITIES.stream().noneMatch(shown.authority()::endsWith)) {
            blocks.add("The certificate of " + server + " is of " + shown.authority()
                    + ", which the bundle of RDS's authorities no longer holds.");
        } else if (ending.isPresent()) {
            doubts.add("The certificate of " + server + " ends on " + ending.get() + ".");
        } else {
            fine.add(server + " with a certificate of " + shown.authority());
        }
    }
}
