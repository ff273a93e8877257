package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/**
 * What an error of a server means. Only the server's primary message is shown: its detail may hold a row's content.
 * Codes: {@code SOURCE_UNREACHABLE}, {@code SOURCE_LOST}, {@code SOURCE_FULL}, {@code SOURCE_DENIED},
 * {@code SOURCE_FAILED}, the same for {@code TARGET_}, {@code TOO_MANY_CONNECTIONS}, {@code NO_PROGRESS} and {@code
 * PASSWORD_WRONG}.
 */
public final class SqlProblem {

    /** Of the server, of a role or of a database: all have this SQLSTATE. */
    private static final String TOO_MANY = "53300";

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
    public static LandfallException unreachable(Side side, DatabaseUrl url, SQLException cause) {
        var state = state(cause);
        if (state.equals("28P01") || state.equals("28000")) {
            return Problem.operator(
                            "PASSWORD_WRONG",
                            "The " + side.word() + " server at " + url.display() + " refused the user " + url.user()
                                    + ": " + said(cause) + ".",
                            "Correct the password that --password-from names, or the server's pg_hba rules.")
                    .asException(cause);
        }
        if (state.equals(TOO_MANY)) {
            return tooManyConnections(
                            side,
                            "The " + side.word() + " server at " + url.display() + " said \"" + said(cause) + "\"")
                    .asException(cause);
        }
        return Problem.retry(
                        side + "_UNREACHABLE",
                        "The " + side.word() + " database " + url.display() + " cannot be reached: " + said(cause)
                                + ".",
                        "Check host, port, database name, security groups and sslmode, then run again.")
                .asException(cause);
    }

    /** Something that failed in an open session. */
    public static LandfallException failed(Side side, String doing, SQLException cause) {
        var state = state(cause);
        if (isLost(cause)) {
            return Problem.retry(
                            side + "_LOST",
                            "The " + side.word() + " server ended our session while " + doing + ": " + said(cause)
                                    + ".",
                            "Find out why the server went away, then start a new run.")
                    .asException(cause);
        }
        if (state.equals(TOO_MANY)) {
            return tooManyConnections(
                            side, "The " + side.word() + " server said \"" + said(cause) + "\" while " + doing)
                    .asException(cause);
        }
        if (state.equals("55P03")) {
            return Problem.retry(
                            "NO_PROGRESS",
                            "The " + side.word() + " server made us wait too long for a lock while " + doing + ".",
                            "Find out who holds it (pg_locks), end that session, and run again.")
                    .asException(cause);
        }
        if (state.equals("53100")) {
            return Problem.operator(
                            side + "_FULL",
                            "The " + side.word() + " server's disk is full: it said \"" + said(cause) + "\" while "
                                    + doing + ".",
                            "Enlarge its storage to twice the database's size, then start a new run.")
                    .asException(cause);
        }
        if (state.equals("42501")) {
            return Problem.operator(
                            side + "_DENIED",
                            "The " + side.word() + " server does not allow it: it said \"" + said(cause) + "\" while "
                                    + doing + ".",
                            "Use a user that owns the database's objects and is not subject to row security.")
                    .asException(cause);
        }
        return Problem.operator(
                        side + "_FAILED",
                        "The " + side.word() + " server said \"" + said(cause) + "\" (" + state + ") while " + doing
                                + ".",
                        "Correct what the message names, then start a new run.")
                .asException(cause);
    }

    /** Whether the session is gone, and not only what it was told to do. */
    public static boolean isLost(SQLException cause) {
        var state = state(cause);
        return state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
    }

    private static String state(SQLException cause) {
        return Optional.ofNullable(cause.getSQLState()).orElse("");
    }

    private static String said(SQLException cause) {
        if (cause instanceof PSQLException postgres) {
            var server = postgres.getServerErrorMessage();
            if (server != null && server.getMessage() != null) {
                return strip(server.getMessage());
            }
        }
        return strip(String.valueOf(cause.getMessage()).lines().findFirst().orElse("nothing"));
    }

    private static String strip(String sentence) {
        var text = sentence.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
