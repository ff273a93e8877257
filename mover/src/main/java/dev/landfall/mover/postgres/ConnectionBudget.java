package dev.landfall.mover.postgres;

import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.RetryableException;
import dev.landfall.model.transfer.ConnectionRoom;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many workers a server has connections for, asked before they are started: who lives there must not be locked out.
 * Fewer than were wanted do the same work in more time; where there is none for one worker, that is waited for.
 */
public final class ConnectionBudget {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBudget.class);

    private ConnectionBudget() {}

    /** Of a server whose database is there. {@code TOO_MANY_CONNECTIONS} where not even one fits. */
    public static int jobs(Server server, int wanted, StopSignal stop) {
        return jobs(server, server, wanted, stop);
    }

    /** Of a server whose database may be missing: asked in the one that every server has. */
    public static int jobsOfTarget(Server server, int wanted, StopSignal stop) {
        try {
            return jobs(server.withDatabase("postgres"), server, wanted, stop);
        } catch (OperatorException | RetryableException missing) {
            return jobs(server.withDatabase("template1"), server, wanted, stop);
        }
    }

    private static int jobs(Server asked, Server server, int wanted, StopSignal stop) {
        var database = server.url().database();
        try (var session = asked.open(stop)) {
            var room = session.query(ConnectionRoom.SQL, ConnectionRoom::of, "", database, database)
                    .getFirst();
            var jobs = fitting(server, room, wanted);
            if (jobs < wanted) {
                LOG.warn(
                        "{} workers instead of {}: the {} server {}",
                        jobs,
                        wanted,
                        server.side().word(),
                        room.words());
            }
            return jobs;
        } catch (SQLException e) {
            throw SqlProblem.failed(server.side(), "asking for its free connections", e);
        }
    }

    /** Pure. */
    static int fitting(Server server, ConnectionRoom room, int wanted) {
        var fits = room.jobs(1);
        if (fits < 1) {
            throw SqlProblem.tooManyConnections(
                            server.side(), "The " + server.side().word() + " server " + room.words())
                    .asException();
        }
        return Math.min(wanted, fits);
    }
}
