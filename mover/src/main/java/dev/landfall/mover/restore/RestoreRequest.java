package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
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
 * @param stallLimit how long a worker may move no byte, or wait for a lock
 * @param constraints when foreign keys are proven
 * @param permission what may be replaced
 * @param gainedRights whether code may come to have more rights than on the source
 */
public record RestoreRequest(
        String run,
        String database,
        Server target,
        int jobs,
        Duration waitLimit,
        Duration stallLimit,
        ConstraintCheck constraints,
        Permission permission,
        GainedRights gainedRights) {

    /** How long nothing may move, as a rule. */
    public static final Duration USUAL_STALL_LIMIT = Duration.ofMinutes(10);

    /** Of code that comes to have no more rights. */
    public RestoreRequest(
            String run,
            String database,
            Server target,
            int jobs,
            Duration waitLimit,
            Duration stallLimit,
            ConstraintCheck constraints,
            Permission permission) {
        this(run, database, target, jobs, waitLimit, stallLimit, constraints, permission, GainedRights.REFUSE);
    }

    /** The same into another database of the server, by as many sessions as it has room for. */
    RestoreRequest into(String other, int fitting) {
        return new RestoreRequest(
                run,
                database,
                target.withDatabase(other),
                fitting,
                waitLimit,
                stallLimit,
                constraints,
                permission,
                gainedRights);
    }

    DatabaseLayout layout() {
        return new RunLayout(run).database(database);
    }
}
