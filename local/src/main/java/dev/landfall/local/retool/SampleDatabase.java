package dev.landfall.local.retool;

import dev.landfall.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Databases of Retool's shape, made by the server itself from row numbers: every build of one scale is the same.
 *
 * @param server that holds them
 * @param owner role that owns and reads them; like RDS's, no superuser
 */
public record SampleDatabase(PostgresServer server, DatabaseRole owner) {

    /** Retool's own database. */
    public static final String APP = "hammerhead_production";

    /** Retool Database: the tables of app builders. */
    public static final String RETOOL_DATABASE = "retooldb";

    /**
     * Makes both databases as a Retool of some years has them; scale 1 is about 150 MB.
     *
     * @param domain that Retool serves
     */
    public void buildGrown(BigDecimal scale, String domain) throws SQLException {
        createRole();
        create(APP, List.of("schema.sql", "documents.sql", "data.sql", "constraints.sql"), scale, domain);
        create(RETOOL_DATABASE, List.of("retooldb.sql"), scale, domain);
        maintain(APP);
        maintain(RETOOL_DATABASE);
    }

    /** Makes both as a deployment has them that was just installed. */
    public void buildFresh() throws SQLException {
        createRole();
        create(APP, List.of("schema.sql", "fresh.sql", "constraints.sql"), BigDecimal.ZERO, "");
        create(RETOOL_DATABASE, List.of(), BigDecimal.ZERO, "");
    }

    /** The script that makes {@code pg_temp.document_of(n)}: an app's document, in Retool's own form. */
    public static String documents() {
        return read("documents.sql");
    }

    private void createRole() throws SQLException {
        try (var session = server.connect("postgres");
                var statement = session.createStatement()) {
            statement.execute("CREATE ROLE " + statement.enquoteIdentifier(owner.name(), true)
                    + " LOGIN CREATEDB CREATEROLE PASSWORD " + statement.enquoteLiteral(owner.password()));
            statement.execute(
                    "GRANT pg_monitor, pg_signal_backend TO " + statement.enquoteIdentifier(owner.name(), true));
        }
    }

    private void create(String database, List<String> scripts, BigDecimal scale, String domain) throws SQLException {
        try (var session = server.connect("postgres");
                var statement = session.createStatement()) {
            statement.execute(
                    "CREATE DATABASE " + database + " OWNER " + statement.enquoteIdentifier(owner.name(), true));
        }
        try (var session = owner.connect(server.port(), database)) {
            for (var script : scripts) {
                run(session, script, scale, domain);
            }
        }
    }

    private static void run(Connection session, String script, BigDecimal scale, String domain) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(
                    read(script).replace("${scale}", scale.toPlainString()).replace("${domain}", domain));
        }
    }

    /** Statistics and visibility as autovacuum would have left them, so that estimates are not of an empty database. */
    private void maintain(String database) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    private static String read(String script) {
        try (var in = SampleDatabase.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException(script + " is missing beside SampleDatabase");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
