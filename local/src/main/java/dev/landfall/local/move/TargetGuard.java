package dev.landfall.local.move;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.Optional;

/** Asks a target before anything is sent there. */
final class TargetGuard {

    private TargetGuard() {}

    /** The server's major version, asked where a database always is. */
    static int major(Server target, StopSignal stop) {
        Optional<LandfallException> refused = Optional.empty();
        for (var database : new String[] {"postgres", "template1"}) {
            try (var session = target.withDatabase(database).open(stop)) {
                return Server.major(session);
            } catch (LandfallException e) {
                refused = Optional.of(e);
            } catch (SQLException e) {
                throw Problem.bug("VERSION_UNREADABLE", "The target's version cannot be read.")
                        .asException(e);
            }
        }
        throw refused.orElseThrow();
    }
}
