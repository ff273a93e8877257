package dev.landfall.gateway.postgres;

import dev.landfall.gateway.Databases.Admission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Whether a database lets anybody in: read and changed from another one, since a closed one lets nobody ask. */
final class Admissions {

    private static final String OPEN = """
            SELECT datallowconn FROM pg_catalog.pg_database WHERE datname = ?""";

    /** Landfall's own are let be: they end by themselves. */
    private static final String OTHERS = """
            FROM pg_catalog.pg_stat_activity a
             WHERE a.datname = ? AND a.pid <> pg_catalog.pg_backend_pid() AND a.backend_type = 'client backend'
               AND coalesce(a.application_name, '') NOT LIKE 'landfall%'""";

    private Admissions() {}

    static Optional<Admission> of(Connection session, String database) throws SQLException {
        var open = Answers.texts(session, OPEN, database);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var sessions = Answers.texts(session, "SELECT pg_catalog.count(*) " + OTHERS, database);
        return Optional.of(new Admission(open.getFirst().equals("t"), Long.parseLong(sessions.getFirst())));
    }

    /** Closed first, so that nobody comes back; that counts only once it is committed. */
    static boolean set(Connection session, String database, boolean open) throws SQLException {
        session.setReadOnly(false);
        var name = Answers.texts(session, "SELECT pg_catalog.quote_ident(?)", database)
                .getFirst();
        try (var statement = session.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + open);
        }
        session.commit();
        if (!open) {
            Answers.texts(session, "SELECT pg_catalog.pg_terminate_backend(a.pid) " + OTHERS, database);
        }
        return true;
    }
}
