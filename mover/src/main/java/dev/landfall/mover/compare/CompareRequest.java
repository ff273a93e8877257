package dev.landfall.mover.compare;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.mover.postgres.Server;

/**
 * Which target to compare with the run's dump, how closely, and with how many sessions.
 *
 * @param constraints what the restore was told; after {@code AFTER} foreign keys that are not validated yet are expected
 * @param gainedRights whether code may have more rights than on the source
 */
public record CompareRequest(
        String run,
        String database,
        Server target,
        CompareLevel level,
        int jobs,
        ConstraintCheck constraints,
        GainedRights gainedRights) {

    /** Where no code may have more rights. */
    public CompareRequest(
            String run, String database, Server target, CompareLevel level, int jobs, ConstraintCheck constraints) {
        this(run, database, target, level, jobs, constraints, GainedRights.REFUSE);
    }

    DatabaseLayout layout() {
        return new RunLayout(run).database(database);
    }
}
