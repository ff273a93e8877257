package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.MaintenanceDatabases;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.Optional;

/** {@code TARGET_IS_MAINTENANCE}, before anything is read or dropped. */
public final class MaintenanceDatabase {

    private MaintenanceDatabase() {}

    /** Refuses the server's own databases by their names, and any template by what the server says. */
    public static void refuse(Server target, StopSignal stop) {
        var name = target.url().database();
        if (MaintenanceDatabases.isOne(name) || isTemplate(target, stop)) {
            throw Problem.operator(
                            "TARGET_IS_MAINTENANCE",
                            "The target database " + name
                                    + " is the server's own or a template for new databases, and a move would drop it.",
                            "Name a database for the copy alone; it need not be there yet.")
                    .asException();
        }
    }

    private static boolean isTemplate(Server target, StopSignal stop) {
        Optional<LandfallException> refused = Optional.empty();
        for (var database : new String[] {"postgres", "template1"}) {
            try (var session = target.withDatabase(database).open(stop)) {
                return session.query(
                                MaintenanceDatabases.IS_TEMPLATE,
                                row -> row.getBoolean(1),
                                target.url().database())
                        .contains(true);
            } catch (LandfallException e) {
                refused = Optional.of(e);
            } catch (SQLException e) {
                throw Problem.operator(
                                "TARGET_FAILED",
                                "The target server did not tell whether "
                                        + target.url().database() + " is a template.",
                                "Look at the server's log, and run again.")
                        .asException(e);
            }
        }
        throw refused.orElseThrow();
    }
}
