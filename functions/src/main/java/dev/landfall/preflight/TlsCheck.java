package dev.landfall.preflight;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import dev.landfall.gateway.DatabaseServers.ServerCertificate;
import dev.landfall.model.postgres.DatabaseHost;
import dev.landfall.model.postgres.PasswordProtocol;
import dev.landfall.model.postgres.TlsMode;
import dev.landfall.preflight.PreflightReport.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What protects each connection to a database: Landfall's own on both sides, and the release's on the target. */
final class TlsCheck {

    static final String NAME = "database-tls";

    /** What the bundle in {@code rds-roots.pem} holds, by the last part of RDS's identifiers. */
    private static final Set<String> KNOWN_AUTHORITIES = Set.of("rsa2048-g1", "rsa4096-g1", "ecc384-g1");

    private static final Duration SOON = Duration.ofDays(30);

    private final Scene scene;
    private final Set<String> blocks = new LinkedHashSet<>();
    private final Set<String> doubts = new LinkedHashSet<>();
    private final Set<String> fine = new LinkedHashSet<>();

    private TlsCheck(Scene scene) {
        this.scene = scene;
    }

    static Check of(Scene scene) {
        var check = new TlsCheck(scene);
        for (var database : scene.capture().databases()) {
            check.own("source", database.source());
            check.own("target", database.target());
            check.release(database);
        }
        return check.verdict();
    }

    private Check verdict() {
        if (blocks.isEmpty() && doubts.isEmpty()) {
            return Check.ok(NAME, String.join(" ", fine));
        }
        var remedy = "Give the servers TLS and certificates of a current authority (rds-ca-rsa2048-g1), set"
                + " POSTGRES_SSL_ENABLED to true on the target, and take database.tls and database.requireAuth out of"
                + " landfall.json where a server no longer needs them.";
        var found = new LinkedHashSet<>(blocks);
        found.addAll(doubts);
        return blocks.isEmpty()
                ? Check.warning(NAME, String.join(" ", found), remedy)
                : Check.blocker(NAME, String.join(" ", found), remedy);
    }

    /** Landfall's own connection. */
    private void own(String side, DatabaseAddress address) {
        var who = "Landfall's connection to the " + side + "'s " + address.host();
        if (DatabaseHost.isLoopback(address.host())) {
            fine.add(who + " stays on one machine.");
            return;
        }
        switch (TlsMode.of(address.sslMode())) {
            case VERIFY_FULL, VERIFY_CA -> {
                fine.add(who + " verifies the server's certificate.");
                server(address.host()).ifPresent(this::judge);
            }
            case REQUIRE ->
                fine.add(who + " is encrypted, and the server proves itself by the password; its certificate is not"
                        + " verified.");
            case NONE -> doubts.add(who + " is in clear, as decided: whoever is on the way reads the rows.");
        }
        if (address.requireAuth().equals(PasswordProtocol.MD5.word())) {
            doubts.add(who + " may give a digest of the password (md5), as decided.");
        }
    }

    /** The release's connection to its own database. */
    private void release(CapturedDatabase database) {
        var host = scene.targetHost(database);
        var server = server(host);
        if (database.releaseUsesTls()) {
            server.ifPresent(this::judge);
        } else if (server.filter(DatabaseServer::insistsOnTls).isPresent()) {
            blocks.add("The target's server insists on TLS (rds.force_ssl), and its release connects without: "
                    + database.name() + ".");
        } else if (!DatabaseHost.isLoopback(host)) {
            doubts.add("The release connects to " + host + " without TLS.");
        }
    }

    private Optional<DatabaseServer> server(String host) {
        return scene.gateways().surroundings().databaseServers().at(host);
    }

    private void judge(DatabaseServer server) {
        server.certificate()
                .ifPresentOrElse(
                        shown -> judge(shown, server.id()),
                        () -> fine.add("RDS does not tell the certificate of " + server.id() + "."));
    }

    private void judge(ServerCertificate shown, String server) {
        Instant now = scene.gateways().clock().instant();
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
            fine.add("The certificate of " + server + " is of " + shown.authority() + ".");
        }
    }
}
