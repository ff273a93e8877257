package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.postgres.ProofProblem;
import java.sql.SQLException;
import java.util.Set;

/**
 * What an error of a server means, in {@link ServerWords} that hold nothing of rows. Codes: {@code SOURCE_UNREACHABLE},
 * {@code SOURCE_LOST}, {@code SOURCE_FULL}, {@code SOURCE_DENIED}, {@code SOURCE_LOCKS_TOO_FEW}, {@code SOURCE_FAILED}, the
 * same for {@code TARGET_}, {@code TOO_MANY_CONNECTIONS}, {@code NO_PROGRESS}, {@code PASSWORD_WRONG} and those of
 * {@link ProofProblem}.
 */
public final class SqlProblem {

    /** Of the server, of a role or of a database: all have this SQLSTATE. */
    private static final String TOO_MANY = "53300";

    private static final String WENT_AWAY = "Find out why the server went away, then start a new run.";

    private SqlProblem() {}

    /**
     * No connection left, of the server, the role or the database.
     *
     * @param seen without its full stop
     */
    static Problem tooManyConnections(Side side, String seen) {
        return Problem.waiting(
                "TOO_MANY_CONNECTIONS",
                seen + ".",
                "End sessions on the " + side.word() + " that nobody needs, lower database.jobs (--jobs), or raise"
                        + " max_connections or the role's or database's own limit; then run again.");
    }

    /** A session that could not be opened. */
    static LandfallException unreachable(Server server, SQLException cause) {
        var said = ServerWords.of(cause);
        var url = server.url();
        var unproven =
                ProofProblem.of("The " + server.side().word() + " server at " + url.display(), server.proof(), cause);
        if (unproven.isPresent()) {
            return unproven.get().asException(cause);
        }
        // 08004: the driver's own, where the server wants a password and there is none.
        if (Set.of("28P01", "28000", "08004").contains(said.state())) {
            return Problem.operator(
                            "PASSWORD_WRONG",
                            "The " + server.side().word() + " server at " + url.display() + " refused the user "
                                    + url.user() + ": " + said.message() + said.more() + ".",
                            "Correct the password, which is taken from " + server.passwordFrom()
                                    + ", or the server's pg_hba rules; where these want encryption, write sslmode=require or"
                                    + " verify-full in the URL.")
                    .asException(cause);
        }
        if (said.state().equals(TOO_MANY)) {
            return tooManyConnections(
                            server.side(),
                            "The " + server.side().word() + " server at " + url.display() + " said \"" + said.message()
                                    + "\"" + said.more())
                    .asException(cause);
        }
        return Problem.retry(
                        server.side() + "_UNREACHABLE",
                        "The " + server.side().word() + " database " + url.display() + " cannot be reached: "
                                + said.message() + said.more() + ".",
                        "Check host, port, database name, security groups and sslmode, then run again.")
                .asException(cause);
    }

    /** Something that failed in an open session; where the answer may say more, the server is asked again. */
    static LandfallException failed(Server server, String doing, SQLException cause) {
        var said = ServerWords.of(cause);
        if (isLost(said)) {
            var after = AfterLoss.of(server, cause);
            return lost(server.side(), doing, said, "; " + after.clause(), after.remedy(server.side()))
                    .asException(cause);
        }
        if (LockShortage.is(said)) {
            return LockShortage.problem(server, doing, said.message(), cause);
        }
        return failed(server.side(), doing, cause);
    }

    /** The same by what was said alone. */
    public static LandfallException failed(Side side, String doing, SQLException cause) {
        var said = ServerWords.of(cause);
        if (isLost(said)) {
            return lost(side, doing, said, "", WENT_AWAY).asException(cause);
        }
        if (said.state().equals(TOO_MANY)) {
            return tooManyConnections(
                            side,
                            "The " + side.word() + " server said \"" + said.message() + "\" while " + doing
                                    + said.more())
                    .asException(cause);
        }
        if (said.state().equals("55P03")) {
            return Problem.retry(
                            "NO_PROGRESS",
                            "The " + side.word() + " server made us wait too long for a lock while " + doing
                                    + said.more() + ".",
                            "Find out who holds it (pg_locks), end that session, and run again.")
                    .asException(cause);
        }
        if (said.state().equals("53100")) {
            return Problem.operator(
                            side + "_FULL",
                            "The " + side.word() + " server's disk is full: it said \"" + said.message() + "\" while "
                                    + doing + said.more() + ".",
                            "Enlarge its storage to twice the database's size, then start a new run.")
                    .asException(cause);
        }
        if (said.state().equals("42501")) {
            return Problem.operator(
                            side + "_DENIED",
                            "The " + side.word() + " server does not allow it: it said \"" + said.message()
                                    + "\" while " + doing + said.more() + ".",
                            "Use a user that owns the database's objects and is not subject to row security.")
                    .asException(cause);
        }
        return Problem.operator(
                        side + "_FAILED",
                        "The " + side.word() + " server said \"" + said.message() + "\" (" + said.state() + ") while "
                                + doing + said.more() + ".",
                        "Correct what the message names, then start a new run.")
                .asException(cause);
    }

    /** Whether the session is gone, and not only what it was told to do. */
    public static boolean isLost(SQLException cause) {
        return isLost(ServerWords.of(cause));
    }

    private static boolean isLost(ServerWords said) {
        return said.state().startsWith("08")
                || said.state().startsWith("57P")
                || said.state().isEmpty();
    }

    private static Problem lost(Side side, String doing, ServerWords said, String after, String remedy) {
        return Problem.retry(
                side + "_LOST",
                "The " + side.word() + " server ended our session while " + doing + ": " + said.message() + said.more()
                        + after + ".",
                remedy);
    }
}
