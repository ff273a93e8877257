package dev.landfall.mover.delta;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a copy has come, kept in the copy itself, table by table, and in the same transactions as the rows: whatever ends
 * a pass, the next one goes on from what was committed.
 */
final class DeltaRecord {

    static final String SCHEMA = "landfall_copy";

    private static final String TABLE = SCHEMA + ".delta";

    /** The table's comment, by which it is known as one that was made here: only such a one is read, replaced or dropped. */
    private static final String MADE_HERE = "Landfall: how far this copy has come";

    private DeltaRecord() {}

    /**
     * What is known of one table.
     *
     * @param mark from where its changes count
     * @param fingerprint of its shape at that mark; empty where it had none
     * @param rows that the copy holds
     */
    record Entry(WriteMark mark, String fingerprint, long rows) {

        /** Of a table that there is nothing to go on from. */
        static final Entry NONE = new Entry(new WriteMark(0, Optional.empty(), Optional.empty()), "", 0);
    }

    /**
     * Makes the record anew, in the session's transaction; {@code DELTA_RECORD_OF_OTHERS}.
     *
     * @param rows of each of the copy's tables, by qualified name
     */
    static void create(Session session, Baseline baseline, Map<String, Long> rows) throws SQLException {
        var owner = session.query(
                "SELECT pg_catalog.pg_get_userbyid(nspowner) = current_user FROM pg_catalog.pg_namespace WHERE nspname = ?",
                row -> row.getBoolean(1),
                SCHEMA);
        if (owner.contains(false) || (isThere(session) && !exists(session))) {
            throw Problem.operator(
                            "DELTA_RECORD_OF_OTHERS",
                            "The target has a schema " + SCHEMA
                                    + " that another user made, or with a table in it that Landfall did not make, where it keeps its record.",
                            "Find out whose it is; use the user who made the copy, or another target.")
                    .asException();
        }
        session.execute((owner.isEmpty() ? "CREATE SCHEMA " + SCHEMA + "; " : "") + "DROP TABLE IF EXISTS " + TABLE
                + "; CREATE TABLE " + TABLE + " (relation text PRIMARY KEY, fingerprint text NOT NULL,"
                + " transaction_id bigint NOT NULL, system_identifier text NOT NULL, timeline text NOT NULL, rows bigint NOT NULL);"
                + " COMMENT ON TABLE " + TABLE + " IS " + SqlName.literal(MADE_HERE));
        for (var table : rows.entrySet()) {
            put(
                    session,
                    table.getKey(),
                    new Entry(
                            baseline.mark(),
                            baseline.fingerprints().getOrDefault(table.getKey(), ""),
                            table.getValue()));
        }
    }

    /** By qualified name; {@code DELTA_NOT_BEGUN} where there is no record of ours. */
    static Map<String, Entry> read(Session session) throws SQLException {
        if (!exists(session)) {
            throw Problem.operator(
                            "DELTA_NOT_BEGUN",
                            "The target holds no record of a copy to which changes could be carried.",
                            "Copy the database with --warm first.")
                    .asException();
        }
        var entries = new HashMap<String, Entry>();
        session.query(
                "SELECT relation, fingerprint, transaction_id, system_identifier, timeline, rows FROM " + TABLE,
                row -> entries.put(
                        row.getString(1),
                        new Entry(
                                new WriteMark(row.getLong(3), known(row.getString(4)), known(row.getString(5))),
                                row.getString(2),
                                row.getLong(6))));
        return entries;
    }

    private static Optional<String> known(String text) {
        return Optional.of(text).filter(word -> !word.isEmpty());
    }

    static boolean exists(Session session) throws SQLException {
        return session.number("SELECT pg_catalog.count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE n.nspname = '" + SCHEMA + "' AND c.relname = 'delta'"
                        + " AND pg_catalog.pg_get_userbyid(n.nspowner) = current_user"
                        + " AND pg_catalog.obj_description(c.oid, 'pg_class') = " + SqlName.literal(MADE_HERE))
                > 0;
    }

    private static boolean isThere(Session session) throws SQLException {
        return session.number("SELECT pg_catalog.count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE n.nspname = '" + SCHEMA + "' AND c.relname = 'delta'")
                > 0;
    }

    static void put(Session session, String table, Entry entry) throws SQLException {
        session.update(
                "INSERT INTO " + TABLE + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (relation) DO UPDATE SET"
                        + " fingerprint = excluded.fingerprint, transaction_id = excluded.transaction_id,"
                        + " system_identifier = excluded.system_identifier, timeline = excluded.timeline,"
                        + " rows = excluded.rows",
                table,
                entry.fingerprint(),
                entry.mark().transactionId(),
                entry.mark().systemIdentifier().orElse(""),
                entry.mark().timeline().orElse(""),
                entry.rows());
    }

    /** These tables were as they are now at another mark, too. */
    static void advance(Session session, Collection<String> tables, WriteMark mark) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        var names = List.copyOf(tables).stream().map(SqlName::literal).collect(Collectors.joining(", "));
        session.update(
                "UPDATE " + TABLE + " SET transaction_id = ?, system_identifier = ?, timeline = ? WHERE relation IN ("
                        + names + ")",
                mark.transactionId(),
                mark.systemIdentifier().orElse(""),
                mark.timeline().orElse(""));
    }

    /** The copy is one of its own from here on; only a record of ours is taken away. */
    static void drop(Session session) throws SQLException {
        if (exists(session)) {
            session.execute("DROP TABLE " + TABLE + "; DROP SCHEMA " + SCHEMA);
        }
    }
}
