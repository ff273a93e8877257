package dev.landfall.mover.diverge;

import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;

/**
 * What to look at.
 *
 * @param run whose dump is the point from which is counted
 * @param database the name under which the run knows it
 * @param manifest digest of the dump's manifest, as the dump answered it
 * @param jobs tables that are read at once
 * @param locks how long each table may be locked by somebody
 */
public record WrittenRequest(String run, String database, Server source, String manifest, int jobs, LockLimit locks) {}
