package dev.landfall.gateway.postgres;

import dev.landfall.gateway.Databases.DatabaseActivity;
import dev.landfall.model.transfer.SqlName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What goes on in a database, from the server's own statistics and the columns that tell when a row was written. */
final class Activity {

    /** Of prepared transactions too: they hold the horizon back just as well. */
    private static final String OLDEST = """
            SELECT coalesce(extract(epoch FROM max(age)), 0)::bigint FROM (
                SELECT now() - xact_start AS age FROM pg_stat_activity
                WHERE xact_start IS NOT NULL AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                  AND coalesce(application_name, '') NOT LIKE 'landfall%'
                UNION ALL
                SELECT now() - prepared FROM pg_prepared_xacts) AS open""";

    private static final String MOMENTS = """
            SELECT n.nspname, c.relname, a.attname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attname IN ('createdAt', 'created_at', 'updatedAt', 'updated_at') AND NOT a.attisdropped
              AND c.relkind IN ('r', 'p') AND a.atttypid IN ('timestamptz'::regtype, 'timestamp'::regtype)
              AND n.nspname || '.' || c.relname = ANY (?)
            ORDER BY 1, 2, 3""";

    private static final String PASSWORD_COLUMN = """
            SELECT a.attname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            WHERE a.attrelid = to_regclass('public.users') AND NOT a.attisdropped
              AND a.atttypid IN ('text'::regtype, 'varchar'::regtype)
              AND lower(replace(a.attname, '_', '')) = 'hashedpassword'""";

    private Activity() {}

    static DatabaseActivity of(Connection session, List<String> tables) throws SQLException {
        var limit = TimeLimit.fromNow();
        var unread = new LinkedHashSet<String>();
        return new DatabaseActivity(
                Duration.ofSeconds(Answers.number(session, OLDEST)),
                Answers.number(session, "SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables"),
                Answers.number(session, "SELECT coalesce(sum(n_live_tup), 0) FROM pg_stat_user_tables"),
                Answers.texts(session, "SELECT slot_name FROM pg_replication_slots ORDER BY 1"),
                newest(session, tables, limit, unread),
                localUsers(session, limit, unread),
                List.copyOf(unread));
    }

    private static Optional<Instant> newest(
            Connection session, List<String> tables, TimeLimit limit, Set<String> unread) throws SQLException {
        var newest = Optional.<Instant>empty();
        for (var column : columns(session, tables)) {
            var moment = limit.ask(session, () -> latest(session, column));
            if (moment.isEmpty()) {
                unread.add(column.display());
                continue;
            }
            newest = newest.filter(known -> moment.get().filter(known::isBefore).isEmpty())
                    .or(moment::get);
        }
        return newest;
    }

    /** A column that tells when a row was written. */
    private record MomentColumn(String schema, String table, String name) {

        String display() {
            return schema + "." + table;
        }
    }

    private static List<MomentColumn> columns(Connection session, List<String> tables) throws SQLException {
        try (var statement = session.prepareStatement(MOMENTS)) {
            statement.setArray(1, session.createArrayOf("text", tables.toArray()));
            try (var rows = statement.executeQuery()) {
                var columns = new ArrayList<MomentColumn>();
                while (rows.next()) {
                    columns.add(new MomentColumn(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
                return columns;
            }
        }
    }

    private static Optional<Instant> latest(Connection session, MomentColumn column) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery("SELECT (extract(epoch FROM max(" + SqlName.quoted(column.name())
                        + ")) * 1000)::bigint FROM " + SqlName.qualified(column.schema(), column.table()))) {
            row.next();
            var milliseconds = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
        }
    }

    private static Optional<Long> localUsers(Connection session, TimeLimit limit, Set<String> unread)
            throws SQLException {
        var columns = Answers.texts(session, PASSWORD_COLUMN);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        var users = limit.ask(
                session,
                () -> Answers.number(
                        session,
                        "SELECT count(*) FROM public.users WHERE coalesce(" + SqlName.quoted(columns.getFirst())
                                + "::text, '') <> ''"));
        if (users.isEmpty()) {
            unread.add("public.users");
        }
        return users;
    }
}
