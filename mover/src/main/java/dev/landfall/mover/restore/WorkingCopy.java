package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.restore.CopyMark.State;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database beside the target in which a copy comes to be. The target stays as it is until this is whole and takes its
 * name.
 */
final class WorkingCopy {

    private static final String DENIED = "42501";

    private final TargetDatabase target;
    private final Manifest plan;
    private final String name;

    private WorkingCopy(TargetDatabase target, Manifest plan, String name) {
        this.target = target;
        this.plan = plan;
        this.name = name;
    }

    /** That of an earlier attempt at this copy, or one that is still to be {@linkplain #create created}. */
    static WorkingCopy of(TargetDatabase target, Manifest plan) {
        var beside = new CopiesBeside(target);
        var begun = beside.begun(plan);
        beside.dropUnfinished(begun);
        RestoringRoles.dropOrphans(target);
        begun.ifPresent(target::endOwnSessions);
        return new WorkingCopy(target, plan, begun.orElseGet(() -> DatabaseName.beside(target.name())));
    }

    String name() {
        return name;
    }

    /** Begins to write it to disk; null where no database is dropped for it. */
    @Nullable
    EarlyFlush flush() {
        return target.exists() ? new EarlyFlush(target) : null;
    }

    /** Says how far it is, from outside. */
    void markAs(State state) {
        target.ask("finishing", session -> {
            session.execute("SET synchronous_commit = on");
            session.execute(mark(state));
            return name;
        });
    }

    /** How far it is; empty where it does not exist. */
    Optional<State> state() {
        return target.ask(
                "reading how far the copy is",
                session ->
                        CopyMark.of(TargetDatabase.comment(session, name), name).map(CopyMark::state));
    }

    /** The statement that says how far it is; event triggers do not see it. */
    String mark(State state) {
        return comment(
                name, CopyMark.unfinished(plan, target.name()).with(state).line());
    }

    static String comment(String database, String text) {
        return "COMMENT ON DATABASE " + SqlName.quoted(database) + " IS " + SqlName.literal(text);
    }

    /** An empty one, that only those may enter who may enter the target. */
    void create() {
        new CopiesBeside(target).drop(name);
        target.ask("creating the database of the copy", session -> {
            var present = DatabaseShape.read(session, target.name());
            var shape = present.isPresent() ? present.get() : DatabaseShape.fresh(session, plan.locale());
            session.execute(shape.createStatement(name, DatabaseName.birthLimit(name)));
            Transactions.run(session, () -> {
                session.execute(mark(State.UNFINISHED));
                session.execute("ALTER DATABASE " + SqlName.quoted(name) + " CONNECTION LIMIT -1");
                if (present.isPresent()) {
                    for (var statement :
                            DatabaseAttachments.read(session, target.name()).entry(name)) {
                        session.execute(statement);
                    }
                }
            });
            if (present.isPresent()) {
                rehearse(session);
            }
            return name;
        });
    }

    /** So that what the user may not do is found before hours of loading. */
    private void rehearse(Session session) throws SQLException {
        session.execute("BEGIN");
        try {
            attach(session, target.name(), name);
        } catch (SQLException e) {
            if (DENIED.equals(e.getSQLState())) {
                session.execute("ROLLBACK");
                throw Problem.operator(
                                "TARGET_SETTINGS_DENIED",
                                "The user may not give the copy what hangs on the target database " + target.name()
                                        + " ("
                                        + DatabaseAttachments.read(session, target.name())
                                                .summary()
                                        + "): the server said \"" + e.getMessage() + "\".",
                                "Use a user that may grant and set these, or remove them from the database.")
                        .asException(e);
            }
            throw e;
        } finally {
            session.execute("ROLLBACK");
        }
    }

    static void attach(Session session, String from, String to) throws SQLException {
        for (var statement : statements(session, from, to)) {
            session.execute(statement);
        }
    }

    static List<String> statements(Session session, String from, String to) throws SQLException {
        return DatabaseAttachments.read(session, from).statements(to, DatabaseAttachments.read(session, to));
    }
}
