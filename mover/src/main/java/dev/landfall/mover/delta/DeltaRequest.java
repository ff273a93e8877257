package dev.landfall.mover.delta;

import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import java.time.Duration;

/**
 * Two databases, one of which is a copy of the other as it was at a mark.
 *
 * @param source where the changes are read; nothing is written there
 * @param target the copy
 * @param jobs tables that are worked on at once
 * @param locks how long each table may be locked by somebody
 * @param stallLimit how long nothing may move
 */
public record DeltaRequest(Server source, Server target, int jobs, LockLimit locks, Duration stallLimit) {}
