package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.LockSpace;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code SOURCE_LOCKS_TOO_FEW} or {@code TARGET_LOCKS_TOO_FEW}: a server's table of locks is full. */
final class LockShortage {

    private static final String OUT_OF_MEMORY = "53200";
    private static final long ANSWERS_WITHIN_SECONDS = 5;

    private LockShortage() {}

    /** Whether it is this, and not memory of a process. */
    static boolean is(ServerWords said) {
        return said.state().equals(OUT_OF_MEMORY)
                && (said.message().contains("out of shared memory")
                        || said.hint().orElse("").contains("max_locks_per_transaction"));
    }

    /** With the number that is needed, as far as the server can be asked. */
    static LandfallException problem(Server server, String doing, String said, SQLException cause) {
        var space = ask(server);
        return problem(server, doing, said, space).asException(cause);
    }

    /** Of a client program's. */
    static LandfallException problem(Server server, String doing, String said) {
        return problem(server, doing, said, ask(server)).asException();
    }

    private static Problem problem(Server server, String doing, String said, Optional<LockSpace> space) {
        return Problem.operator(
                server.side() + "_LOCKS_TOO_FEW",
                "The " + server.side().word() + " server has no room for more locks: it said \"" + said + "\" while "
                        + doing + "; "
                        + space.map(found -> found.text(found.objects()))
                                .orElse("how many it has room for it did not say")
                        + ".",
                "Set max_locks_per_transaction of the " + server.side().word() + " server to "
                        + space.map(found -> found.needed(found.objects()) + " or more")
                                .orElse("a higher number")
                        + " (in its parameter group on RDS), restart it, and run again.");
    }

    private static Optional<LockSpace> ask(Server server) {
        var question = new FutureTask<>(() -> {
            try (var connection = server.connect();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(LockSpace.SQL)) {
                row.next();
                return new LockSpace(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        });
        Thread.ofVirtual().start(question);
        try {
            return Optional.of(question.get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
