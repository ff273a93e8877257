package dev.landfall.mover.diverge;

import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import java.util.Map;

/**
 * What to measure.
 *
 * @param run the rollback, whose file the result is
 * @param cutover the run that went live
 * @param targets by the database's name
 * @param jobs tables that are read at once
 * @param locks how long each table may be locked by somebody
 */
public record DivergeRequest(String run, String cutover, Map<String, Server> targets, int jobs, LockLimit locks) {

    public DivergeRequest {
        targets = Map.copyOf(targets);
    }
}
