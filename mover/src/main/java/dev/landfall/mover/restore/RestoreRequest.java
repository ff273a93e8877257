package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.postgres.Server;
import java.time.Duration;

/**
 * What to restore, and where to.
 *
 * @param run its id
 * @param database the name under which the run knows it
 * @param target the database to replace; its user owns it or may create databases
 * @param jobs parallel sessions
 * @param waitLimit how long to wait for a dump that shows no sign of life
 * @param constraints when foreign keys are proven
 */
public record RestoreRequest(
        String run, String database, Server target, int jobs, Duration waitLimit, ConstraintCheck constraints) {

    DatabaseLayout layout() {
        return new RunLayout(run).database(database);
    }
}
