package dev.landfall.local.retool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.embedded.LoopbackPort;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small Retool behind its load balancer: healthy only while its main service runs and its database can be read, and
 * the one through which users write. It holds real sessions, and its main service migrates the schema when it starts.
 */
public final class Retool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retool.class);

    private final RetoolSessions sessions;
    private final HttpServer server;
    private final String mainService;

    private Retool(RetoolSessions sessions, HttpServer server, String mainService) {
        this.sessions = sessions;
        this.server = server;
        this.mainService = mainService;
    }

    /**
     * What a Retool is.
     *
     * @param name for threads and logs
     * @param services those with tasks or pods at the moment
     * @param mainService the one that serves users and migrates
     * @param newestMigration of its version
     */
    public record Description(
            String name, Supplier<Set<String>> services, String mainService, String newestMigration) {}

    /** Listens on a port of 127.0.0.1; {@code PORT_IN_USE} where another program has it. */
    public static Retool start(Description description, DatabaseLogin login, int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), LoopbackPort.choose(port));
            var server = HttpServer.create(address, 0);
            var main = description.mainService();
            var sessions =
                    RetoolSessions.open(description.name(), login, description.services(), (service, session) -> {
                        if (service.equals(main)) {
                            migrate(session, description.newestMigration());
                        }
                    });
            var retool = new Retool(sessions, server, main);
            server.createContext("/", retool::serve);
            server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform()
                    .daemon()
                    .name(description.name() + "-http")
                    .factory()));
            server.start();
            return retool;
        } catch (BindException e) {
            throw LoopbackPort.taken(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + description.name(), e);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI address() {
        return URI.create(
                "http://" + PostgresServer.HOST + ":" + server.getAddress().getPort());
    }

    /** Whether a service's database session works, which is what its readiness probe asks. */
    public boolean connected(String service) {
        return sessions.of(service).isPresent();
    }

    /**
     * What users do in a moment: one save of an app and three lines of the audit log. Nothing while the main service is
     * away.
     *
     * @return whether it was written
     */
    public boolean write() {
        var session = sessions.of(mainService);
        if (session.isEmpty()) {
            return false;
        }
        try (var statement = session.get().createStatement()) {
            statement.execute(LiveWrites.SQL);
            return true;
        } catch (SQLException e) {
            LOG.debug("users of {} get an error", mainService, e);
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        sessions.close();
    }

    private static void migrate(Connection session, String migration) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS \"SequelizeMeta\" (name varchar(255) PRIMARY KEY)");
        }
        try (var insert = session.prepareStatement("INSERT INTO \"SequelizeMeta\" VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, migration);
            insert.execute();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var health = health();
            int status = health.isEmpty() ? 503 : path.startsWith("/api/") || path.equals("/") ? 200 : 404;
            var body = Json.MAPPER.writeValueAsBytes(health.orElse(Map.of("status", "unavailable")));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Optional<Map<String, Object>> health() {
        return sessions.of(mainService).flatMap(session -> {
            try (var statement = session.createStatement();
                    var row = statement.executeQuery(
                            "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM page_saves)")) {
                row.next();
                return Optional.of(Map.of("status", "ok", "users", row.getLong(1), "pageSaves", row.getLong(2)));
            } catch (SQLException e) {
                LOG.debug("{} cannot read its database", mainService, e);
                return Optional.empty();
            }
        });
    }
}
