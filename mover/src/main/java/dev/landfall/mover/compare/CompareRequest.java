package dev.landfall.mover.compare;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.mover.postgres.Server;

/** Which target to compare with the run's dump, how closely, and with how many sessions. */
public record CompareRequest(String run, String database, Server target, CompareLevel level, int jobs) {

    DatabaseLayout layout() {
        return new RunLayout(run).database(database);
    }
}
