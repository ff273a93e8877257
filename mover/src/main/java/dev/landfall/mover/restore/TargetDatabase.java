package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DatabaseLocale;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The target's database seen from outside. Its comment says whose copy it is and whether that is finished, so that
 * nobody takes half a copy for a whole one.
 */
final class TargetDatabase implements AutoCloseable {

    private static final int FORCE_FROM_MAJOR = 13;
    private static final List<String> MAINTENANCE_DATABASES = List.of("postgres", "template1");

    /** The key of the advisory lock that whoever replaces the database of this name holds. */
    private static final String TURN = "pg_catalog.hashtextextended('landfall replaces ' || ?, 0)";

    private final Session maintenance;
    private final String name;

    private TargetDatabase(Session maintenance, String name) {
        this.maintenance = maintenance;
        this.name = name;
    }

    static TargetDatabase connect(Server target, StopSignal stop) {
        try {
            return new TargetDatabase(
                    target.withDatabase(MAINTENANCE_DATABASES.getFirst()).open(stop),
                    target.url().database());
        } catch (LandfallException e) {
            if (!e.problem().seen().contains("does not exist")) {
                throw e;
            }
            return new TargetDatabase(
                    target.withDatabase(MAINTENANCE_DATABASES.getLast()).open(stop),
                    target.url().database());
        }
    }

    static String unfinished(String run, String attempt) {
        return "landfall: unfinished copy of run " + run + ", dump " + attempt;
    }

    static String finished(String run, String attempt) {
        return "landfall: finished copy of run " + run + ", dump " + attempt;
    }

    /** Whole but for its event triggers, which are the last to come. */
    static String allButEventTriggers(String run, String attempt) {
        return unfinished(run, attempt) + ", event triggers left";
    }

    int major() {
        return ask("asking its version", () -> Server.major(maintenance));
    }

    Optional<String> comment() {
        return ask(
                "reading the database's comment",
                () -> maintenance
                        .query(
                                "SELECT pg_catalog.shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database"
                                        + " WHERE datname = ?",
                                row -> Optional.ofNullable(row.getString(1)),
                                name)
                        .stream()
                        .findFirst()
                        .flatMap(comment -> comment));
    }

    /** {@code TARGET_IN_USE}, naming who is there, where anybody but Landfall has a session. */
    void refuseIfInUse() {
        var others = ask("looking for sessions", () -> maintenance.query("""
                        SELECT coalesce(nullif(application_name, ''), 'unnamed') || ' (user ' || usename
                               || coalesce(', from ' || host(client_addr), '') || ')'
                          FROM pg_catalog.pg_stat_activity
                         WHERE datname = ? AND pid <> pg_catalog.pg_backend_pid()
                           AND coalesce(backend_type, 'client backend') = 'client backend'
                           AND coalesce(application_name, '') NOT LIKE 'landfall%'""", row -> row.getString(1), name));
        if (!others.isEmpty()) {
            var shown = others.stream().distinct().limit(5).toList();
            throw Problem.operator(
                            "TARGET_IN_USE",
                            "The target database " + name + " has " + others.size() + " sessions of others: "
                                    + String.join("; ", shown) + ".",
                            "Scale down what uses it, or name another target, and run again.")
                    .asException();
        }
    }

    /** Fails, with nothing changed, where this plan cannot become this database. */
    void refuseImpossible(Manifest plan) {
        ask("checking what the plan needs", () -> {
            Preconditions.check(maintenance, plan, name);
            return name;
        });
    }

    /** Ends what a killed restore left running there. */
    void endOwnSessions() {
        ask(
                "ending sessions of an earlier restore",
                () -> maintenance.query(
                        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
                                + " WHERE datname = ? AND application_name LIKE 'landfall%'"
                                + " AND pid <> pg_catalog.pg_backend_pid()",
                        row -> row.getBoolean(1), name));
    }

    /**
     * An empty database in place of whatever was there, with the same owner, locale and settings, marked as unfinished.
     * What it was is kept under the key, so that a restore killed in between still knows.
     */
    void replace(DatabaseLocale source, String comment, ObjectStore store, String key) {
        ask("replacing the database", () -> {
            takeTurn();
            var present = DatabaseShape.read(maintenance, name);
            present.ifPresent(shape -> store.writeJson(key, shape));
            var shape = present.isPresent()
                    ? present.get()
                    : store.readJson(key, DatabaseShape.class).orElse(DatabaseShape.fresh(maintenance, source));
            var force = Server.major(maintenance) < FORCE_FROM_MAJOR ? "" : " WITH (FORCE)";
            maintenance.execute("DROP DATABASE IF EXISTS " + SqlName.quoted(name) + force);
            maintenance.execute(shape.createStatement(name));
            maintenance.execute("COMMENT ON DATABASE " + SqlName.quoted(name) + " IS " + SqlName.literal(comment));
            for (var setting : shape.settings()) {
                var equals = setting.indexOf('=');
                maintenance.execute("SELECT pg_catalog.set_config("
                        + SqlName.literal(setting.substring(0, equals)) + ", "
                        + SqlName.literal(setting.substring(equals + 1)) + ", false); ALTER DATABASE "
                        + SqlName.quoted(name) + " SET " + setting.substring(0, equals) + " FROM CURRENT");
            }
            return maintenance.query("SELECT pg_catalog.pg_advisory_unlock(" + TURN + ")", row -> name, name);
        });
    }

    /**
     * Waits until no other session replaces this database. That of a killed restore goes on for as long as its last
     * statement takes: what it creates, drops or comments on meanwhile would fail ours or undo it. It is told to end, for
     * one whose network was cut off would stay until the server misses it.
     */
    private void takeTurn() throws SQLException {
        maintenance.query("""
                SELECT pg_catalog.pg_terminate_backend(l.pid)
                  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
                 WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND a.datname = current_database()
                   AND l.database = a.datid AND (l.classid::bigint << 32) | l.objid::bigint = %s
                   AND a.application_name LIKE 'landfall%%' AND l.pid <> pg_catalog.pg_backend_pid()""".formatted(TURN), row -> row.getBoolean(1), name);
        maintenance.query("SELECT pg_catalog.pg_advisory_lock(" + TURN + ")", row -> name, name);
    }

    @Override
    public void close() {
        maintenance.close();
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T ask(String doing, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw maintenance.failure(doing, e);
        }
    }
}
