package dev.landfall.mover.compare;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.mover.postgres.Server;
import java.time.Duration;
import java.util.Optional;

/**
 * Which target to compare with the run's dump, how closely, and with how many sessions.
 *
 * @param constraints what the restore was told; after {@code AFTER} foreign keys that are not validated yet are expected
 * @param gainedRights whether code may have more rights than on the source
 * @param manifest the digest of {@code manifest.json} as the dump answered it; empty where nobody can tell but the store
 * @param stallLimit how long a worker may move no byte
 */
public record CompareRequest(
        String run,
        String database,
        Server target,
        CompareLevel level,
        int jobs,
        ConstraintCheck constraints,
        GainedRights gainedRights,
        Optional<String> manifest,
        Duration stallLimit) {

    /** How long nothing may move, as a rule. */
    public static final Duration USUAL_STALL_LIMIT = Duration.ofMinutes(10);

    /** With the manifest that the store holds, where no code may have more rights. */
    public CompareRequest(
            String run, String database, Server target, CompareLevel level, int jobs, ConstraintCheck constraints) {
        this(run, database, target, level, jobs, constraints, GainedRights.REFUSE, Optional.empty(), USUAL_STALL_LIMIT);
    }

    DatabaseLayout layout() {
        return new RunLayout(run).database(database);
    }
}
