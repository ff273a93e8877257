package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.RolePowers;
import dev.landfall.mover.postgres.SeenDatabases;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The target's database seen from outside, for as long as it is this restore's turn. Its comment says whose copy it is, so
 * that nobody takes half a copy for a whole one.
 */
final class TargetDatabase implements AutoCloseable {

    private static final List<String> MAINTENANCE_DATABASES = List.of("postgres", "template1");
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private final Server server;
    private final Session maintenance;
    private final String name;
    private final Turn turn;
    private final OtherSessions others;
    private final StopSignal stop;
    private Optional<Ticker> ticker = Optional.empty();
    private boolean closed;
    private volatile boolean kept;

    private TargetDatabase(Server server, Session maintenance, Duration stallLimit, StopSignal stop) {
        this.server = server;
        this.maintenance = maintenance;
        this.name = server.url().database();
        this.stop = stop;
        this.turn = new Turn(maintenance, name, server.application(), stop);
        this.others = new OtherSessions(name, server.application(), stallLimit);
    }

    /**
     * Takes the turn.
     *
     * @param takeOver whether another run's is ended
     * @param stallLimit how long anything may stand in the way
     */
    static TargetDatabase connect(Server target, boolean takeOver, Duration stallLimit, StopSignal stop) {
        var database = new TargetDatabase(target, openMaintenance(target, stop), stallLimit, stop);
        try {
            database.ask("waiting for its turn", session -> {
                database.turn.take(takeOver);
                return database;
            });
            database.ticker = Optional.of(Ticker.every(LOOKS_EVERY, "turn", database::look));
            return database;
        } catch (LandfallException e) {
            database.close();
            throw e;
        }
    }

    private static Session openMaintenance(Server target, StopSignal stop) {
        try {
            return target.withDatabase(MAINTENANCE_DATABASES.getFirst()).open(stop);
        } catch (LandfallException e) {
            if (!e.problem().seen().contains("does not exist")) {
                throw e;
            }
            return target.withDatabase(MAINTENANCE_DATABASES.getLast()).open(stop);
        }
    }

    String name() {
        return name;
    }

    /** A session of the caller's own, beside the one that holds the turn. */
    Session another() {
        return openMaintenance(server, stop);
    }

    /** The database itself. */
    Server server() {
        return server;
    }

    int major() {
        return ask("asking its version", Server::major);
    }

    /** What the target's user may do on its server. */
    RolePowers user() {
        return ask(
                "asking what the user may do",
                session -> session.query(
                                RolePowers.OF_SESSION, row -> RolePowers.of(row.getString(1), row.getString(2)))
                        .getFirst());
    }

    boolean exists() {
        return ask(
                "looking for the database",
                session -> !session.query(
                                "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?", row -> row.getInt(1), name)
                        .isEmpty());
    }

    Optional<String> comment() {
        return ask("reading the database's comment", session -> comment(session, name));
    }

    /** What Landfall wrote on it. */
    Optional<CopyMark> mark() {
        return CopyMark.of(comment(), name);
    }

    static Optional<String> comment(Session session, String database) throws SQLException {
        return session
                .query(
                        "SELECT pg_catalog.shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database"
                                + " WHERE datname = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        database)
                .stream()
                .findFirst()
                .flatMap(comment -> comment);
    }

    /** {@code TARGET_IN_USE}, naming who is there, where anybody but Landfall has a session. */
    void refuseIfInUse() {
        ask("looking for sessions", others::now).ifPresent(inUse -> {
            throw inUse;
        });
    }

    /** From here on a session of others that stays ends this restore. */
    void keepFree() {
        kept = true;
    }

    /** Fails, with nothing changed, where this plan cannot become this database. */
    void refuseImpossible(Manifest plan) {
        refuseSource(plan);
        ask("checking what the plan needs", session -> {
            Preconditions.check(session, plan, name);
            Preconditions.refuseHeld(session, name);
            return name;
        });
    }

    /** {@code TARGET_IS_SOURCE}, whatever names they were reached by. */
    void refuseSource(Manifest plan) {
        var source = plan.source()
                .database()
                .orElseThrow(() -> Problem.operator(
                                "MANIFEST_WITHOUT_IDENTITY",
                                "The dump of run " + plan.run()
                                        + " does not say which database it read, so it cannot be told"
                                        + " from the target: an earlier Landfall wrote it.",
                                "Start a new run.")
                        .asException());
        var target = ask("asking which database it is", session -> {
            session.execute("BEGIN");
            try {
                return SeenDatabases.of(session, name);
            } finally {
                session.execute("ROLLBACK");
            }
        });
        if (target.filter(source::mayBe).isPresent()) {
            var same = target.get().identity().equals(source.identity());
            throw Problem.operator(
                            "TARGET_IS_SOURCE",
                            same
                                    ? "The target database " + server.url().display()
                                            + " is the source itself, by another name."
                                    : "The target database " + server.url().display()
                                            + " may be the source itself: server and database have the same identifiers,"
                                            + " and one of them is a standby or was restarted since the dump began.",
                            same
                                    ? "Name another target."
                                    : "Name another target. If this one is a clone of the source, start a new run, whose"
                                            + " dump reads the primary; or create the database there anew.")
                    .asException();
        }
    }

    /** Ends what a killed restore left running in one of its databases, or what of Landfall only looks at the target. */
    void endOwnSessions(String database) {
        ask(
                "ending sessions of an earlier attempt",
                session -> session.query(
                        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
                                + " WHERE datname = ? AND pid <> pg_catalog.pg_backend_pid() AND " + OtherSessions.OWN,
                        row -> row.getBoolean(1),
                        database,
                        server.application()));
    }

    private void look() {
        synchronized (this) {
            if (closed || stop.reason().isPresent()) {
                return;
            }
            try {
                turn.contested().ifPresent(stop::stop);
                if (kept) {
                    others.stayed(maintenance).ifPresent(stop::stop);
                }
            } catch (SQLException e) {
                stop.stop(maintenance.failure("holding its turn", e));
            }
        }
    }

    @Override
    public void close() {
        ticker.ifPresent(Ticker::close);
        synchronized (this) {
            closed = true;
            maintenance.close();
        }
    }

    /** Something to ask of the maintenance session. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    synchronized <T> T ask(String doing, Question<T> question) {
        try {
            return question.ask(maintenance);
        } catch (SQLException e) {
            throw maintenance.failure(doing, e);
        }
    }
}
