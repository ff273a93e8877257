package dev.landfall.mover.postgres;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a server says right after it ended a session of ours: whether it is there.
 *
 * @param clause for people
 * @param crashed whether it looks as if the server had not stopped in order
 */
record AfterLoss(String clause, boolean crashed) {

    private static final long ANSWERS_WITHIN_SECONDS = 5;
    private static final String CRASH_SHUTDOWN = "57P02";
    private static final String CANNOT_CONNECT_NOW = "57P03";
    private static final String BROKEN = "08006";

    /** Asks in a connection of its own, five seconds at most. */
    static AfterLoss of(Server server, SQLException cause) {
        var question = new FutureTask<>(() -> ask(server, ServerWords.of(cause).state()));
        Thread.ofVirtual().start(question);
        try {
            return question.get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return new AfterLoss("asked again, it does not answer", false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AfterLoss("it was not asked again", false);
        }
    }

    private static AfterLoss ask(Server server, String state) {
        try (var connection = server.connect()) {
            connection.isValid(1);
            return new AfterLoss(
                    "asked again, it answers"
                            + (state.equals(CRASH_SHUTDOWN) ? ", after one of its processes crashed" : ""),
                    state.equals(CRASH_SHUTDOWN));
        } catch (SQLException e) {
            var said = ServerWords.of(e);
            // One that stops in order says so to its sessions first, and does not recover.
            var crashed = state.equals(CRASH_SHUTDOWN)
                    || (!state.equals("57P01") && said.state().equals(CANNOT_CONNECT_NOW))
                    || state.equals(BROKEN);
            return new AfterLoss("asked again, it says \"" + said.message() + "\"", crashed);
        }
    }

    /** What to do about it: a server whose disk is full cannot write its log, and stops. */
    String remedy(Side side) {
        if (!crashed) {
            return "Find out why the server went away, then start a new run.";
        }
        return side == Side.TARGET
                ? "It crashed or was cut off. While rows are loaded a full disk is a likely cause: look at its free storage and in"
                        + " its log (\"No space left on device\"), give it twice the database's size, then start a new run."
                : "It crashed or was cut off: look in its log and at its free storage and memory, then start a new run.";
    }
}
