package dev.landfall.mover.reach;

import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.mover.postgres.Server;

/** Where to look, and which database to find there. */
public record ReachRequest(String run, String database, Server target, DatabaseIdentity expected) {}
