package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Segment;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.segment.TableStream;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a restore has done so far, kept in the target's database itself and in the same transactions, so that one that
 * was killed goes on where it was. Gone when the copy is finished.
 */
final class RestoreLedger {

    static final String SCHEMA = "landfall_copy";

    /** Where pages of large objects wait until all are there. */
    static final String LARGE_OBJECT_PAGES = SCHEMA + ".large_object_page";

    /** Steps that are done once, in order. */
    enum Step {
        SCHEMA,
        LARGE_OBJECTS,
        SEQUENCES,
        MATERIALIZED_VIEWS
    }

    private RestoreLedger() {}

    /** @param attempt of the dump whose rows will come */
    static void create(Session session, String attempt) throws SQLException {
        session.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE; CREATE SCHEMA " + SCHEMA + ";"
                + " CREATE TABLE " + SCHEMA + ".step (name text PRIMARY KEY);"
                + " CREATE TABLE " + SCHEMA + ".segment (sequence bigint, table_id int, rows bigint,"
                + " PRIMARY KEY (sequence, table_id));"
                + " CREATE TABLE " + SCHEMA + ".entry (id int PRIMARY KEY, name text);"
                + " CREATE UNLOGGED TABLE " + SCHEMA + ".attempt (id text);"
                + " INSERT INTO " + SCHEMA + ".attempt VALUES (" + SqlName.literal(attempt) + ");"
                + " CREATE TABLE " + LARGE_OBJECT_PAGES + " (loid oid, start bigint, data bytea)");
    }

    /**
     * Whether the database is still the one that the attempt's rows went to, with all that was committed: an unlogged table
     * is empty after a crash, which commits that did not wait for the disk may not have outlived.
     */
    static boolean isIntact(Session session, String attempt) throws SQLException {
        return exists(session)
                && !session.query("SELECT 1 FROM " + SCHEMA + ".attempt WHERE id = ?", row -> row.getInt(1), attempt)
                        .isEmpty();
    }

    static boolean holds(Session session, long sequence) throws SQLException {
        return session.number("SELECT pg_catalog.count(*) FROM " + SCHEMA + ".segment WHERE sequence = " + sequence)
                > 0;
    }

    /**
     * The statement that records pieces of tables in the transaction of their rows.
     *
     * @param entries {@code (sequence, table id, rows)}
     */
    static String loaded(List<String> entries) {
        return "INSERT INTO " + SCHEMA + ".segment VALUES " + String.join(", ", entries);
    }

    static String entry(long sequence, int tableId, long rows) {
        return "(" + sequence + ", " + tableId + ", " + rows + ")";
    }

    /** One that the session's user made. */
    static boolean exists(Session session) throws SQLException {
        return session.number("SELECT pg_catalog.count(*) FROM pg_catalog.pg_namespace WHERE nspname = '" + SCHEMA
                        + "' AND pg_catalog.pg_get_userbyid(nspowner) = current_user")
                > 0;
    }

    static boolean isDone(Session session, Step step) throws SQLException {
        return !session.query("SELECT 1 FROM " + SCHEMA + ".step WHERE name = ?", row -> row.getInt(1), step.name())
                .isEmpty();
    }

    static void done(Session session, Step step) throws SQLException {
        session.update("INSERT INTO " + SCHEMA + ".step VALUES (?) ON CONFLICT DO NOTHING", step.name());
    }

    /** The statement that records a table's segment, for the transaction that loads it. */
    static String loaded(Segment segment) {
        return loaded(Stream.of(row(segment, segment.tableId(), segment.rows())));
    }

    /** The same for a segment of several tables: a row for each of them. */
    static String loaded(Segment segment, List<TableStream> streams) {
        return loaded(streams.stream().map(stream -> row(segment, stream.tableId(), stream.rows())));
    }

    private static String loaded(Stream<String> rows) {
        return "INSERT INTO " + SCHEMA + ".segment VALUES " + rows.collect(Collectors.joining(", "));
    }

    private static String row(Segment segment, int tableId, long rows) {
        return "(" + segment.sequence() + ", " + tableId + ", " + rows + ")";
    }

    static Set<Long> loadedSequences(Session session) throws SQLException {
        return new HashSet<>(
                session.query("SELECT DISTINCT sequence FROM " + SCHEMA + ".segment", row -> row.getLong(1)));
    }

    /** How many segments of each table are loaded, by its id. */
    static Map<Integer, Long> loadedByTable(Session session) throws SQLException {
        return session
                .query(
                        "SELECT table_id, pg_catalog.count(*) FROM " + SCHEMA + ".segment GROUP BY table_id",
                        row -> Map.entry(row.getInt(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The statement that records entries, for the transaction that creates them. */
    static String created(List<PostDataEntry> entries) {
        return "INSERT INTO " + SCHEMA + ".entry VALUES "
                + entries.stream()
                        .map(entry -> "(" + entry.id() + ", " + SqlName.literal(entry.display()) + ")")
                        .collect(Collectors.joining(", "));
    }

    static Set<Integer> createdEntries(Session session) throws SQLException {
        return new HashSet<>(session.query("SELECT id FROM " + SCHEMA + ".entry", row -> row.getInt(1)));
    }

    /**
     * In one transaction: nothing of the ledger is left, and the database says how far it is.
     *
     * @param mark the statement that makes it say so
     */
    static void finish(Session session, String mark) throws SQLException {
        session.execute("SET synchronous_commit = on; SET client_min_messages = warning; BEGIN; DROP SCHEMA " + SCHEMA
                + " CASCADE; " + mark + "; COMMIT");
    }
}
