package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.WriteMarks;
import dev.landfall.mover.restore.CopyMark.State;
import java.sql.SQLException;

/**
 * Gives a whole copy the target's name, with all that hangs on the target, and lays the target aside: in one transaction,
 * so that a database of that name is there at any moment. Nobody comes in between, for a rename locks the database.
 */
record Swap(TargetDatabase target, WorkingCopy copy, Manifest index) {

    private static final String IN_USE = "55006";
    private static final int TRIES = 5;

    /** {@code TARGET_IN_USE} where others are connected, with nothing changed. */
    void run() {
        for (var i = 1; !tried(i == TRIES); i++) {
            target.refuseIfInUse();
        }
    }

    /** A session that is ended, or only looked, may take a moment to go. */
    private boolean tried(boolean last) {
        target.refuseIfInUse();
        target.endOwnSessions(target.name());
        target.endOwnSessions(copy.name());
        return target.ask("giving the copy the target's name", session -> {
            try {
                session.execute("SET synchronous_commit = on");
                Transactions.run(session, () -> rename(session));
                return true;
            } catch (SQLException e) {
                if (last || !IN_USE.equals(e.getSQLState())) {
                    throw e;
                }
                return false;
            }
        });
    }

    private void rename(Session session) throws SQLException {
        var name = target.name();
        var mark = CopyMark.unfinished(index, name);
        var finished = mark.finished(index, WriteMarks.of(session));
        if (target.exists()) {
            var comment = TargetDatabase.comment(session, name);
            var owners = CopyMark.owners(comment);
            var attached = WorkingCopy.statements(session, name, copy.name());
            var aside = DatabaseName.beside(name);
            session.execute(renamed(name, aside));
            session.execute(WorkingCopy.comment(aside, mark.with(State.REPLACED).after(owners)));
            for (var statement : attached) {
                session.execute(statement);
            }
            session.execute(renamed(copy.name(), name));
            session.execute(WorkingCopy.comment(name, finished.after(owners)));
        } else {
            session.execute(renamed(copy.name(), name));
            session.execute(WorkingCopy.comment(name, finished.line()));
        }
    }

    private static String renamed(String from, String to) {
        return "ALTER DATABASE " + SqlName.quoted(from) + " RENAME TO " + SqlName.quoted(to);
    }

    /** What was laid aside is no longer of use. */
    void dropReplaced() {
        new CopiesBeside(target).dropReplaced();
    }
}
