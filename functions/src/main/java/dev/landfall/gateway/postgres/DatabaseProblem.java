package dev.landfall.gateway.postgres;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.postgres.ProofProblem;
import dev.landfall.model.postgres.ServerProof;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** What a failure of a database means for the one who has to mend it. Row values and passwords are never in it. */
final class DatabaseProblem {

    private DatabaseProblem() {}

    static Problem of(DatabaseAddress address, ServerProof proof, SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        var where = "Database " + address.database() + " at " + address.host() + ":" + address.port();
        return ProofProblem.of(where, proof, failure).orElseGet(() -> of(address, where, state, failure));
    }

    private static Problem of(DatabaseAddress address, String where, String state, SQLException failure) {
        return switch (state) {
            case "28P01" ->
                Problem.operator(
                        "PASSWORD_WRONG",
                        where + " refuses the password of user " + address.user() + ".",
                        "Check the secret that the password reference names; a rotated password needs a new look.");
            case "28000" ->
                Problem.operator(
                        "DATABASE_LOGIN_REFUSED",
                        where + " does not let user " + address.user() + " in from here: " + words(failure) + ".",
                        "Check the user's name, and whether the server asks for TLS.");
            case "3D000" ->
                Problem.operator(
                        "DATABASE_MISSING",
                        where + " does not exist.",
                        "Check the database's name in the settings of Retool.");
            case "42501" ->
                Problem.operator(
                        "DATABASE_DENIED",
                        where + " does not allow user " + address.user() + " to do this: " + words(failure) + ".",
                        "Use the owner of the database, or grant the user what is missing.");
            case "53300" ->
                Problem.waiting(
                        "TOO_MANY_CONNECTIONS",
                        where + " has no connection left: " + words(failure) + ".",
                        "End sessions that nobody needs, or raise max_connections or the role's or database's own limit.");
            case "57014" ->
                Problem.retry(
                        "DATABASE_CANCELLED",
                        where + " ended a query: " + words(failure) + ".",
                        "Run again when the server has less to do; Landfall gives a question "
                                + TimeLimit.QUESTION.toSeconds() + " s, whatever statement_timeout says.");
            case "55000" ->
                words(failure).contains("accepting connections") ? closed(where) : byClass(where, state, failure);
            default -> byClass(where, state, failure);
        };
    }

    private static Problem closed(String where) {
        return Problem.operator(
                "DATABASE_CLOSED",
                where + " lets nobody in.",
                "Where target-fence.json names it, Landfall closed it, because the target could not be stopped: start rollback, which stops the target and opens it. Otherwise open it: ALTER DATABASE … ALLOW_CONNECTIONS true.");
    }

    private static Problem byClass(String where, String state, SQLException failure) {
        if (hasCause(failure, UnknownHostException.class)) {
            return Problem.retry(
                    "DATABASE_NAME_UNKNOWN",
                    where + " cannot be found: its name does not resolve here.",
                    "Let the target's VPC resolve the name: associate the private hosted zone that holds it with that VPC, or turn on DNS resolution of the peering connection.");
        }
        if (state.equals("57P03")) {
            return Problem.waiting(
                    "DATABASE_RESTARTING",
                    where + " takes no connection yet: " + words(failure) + ".",
                    "Wait; where it takes long, look at the server's log.");
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Problem.retry(
                    "DATABASE_UNREACHABLE",
                    where + " does not answer: " + words(failure) + ".",
                    "Check that the server runs, and that its security group admits Landfall's.");
        }
        return Problem.operator(
                "DATABASE_REFUSED",
                where + " refused a query with SQLSTATE " + state + ": " + words(failure) + ".",
                "Mend what the database names and run again.");
    }

    /** The server's first line alone: what follows may hold values of rows. */
    private static String words(SQLException failure) {
        var plain =
                String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure.getCause(), Objects::nonNull, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }
}
