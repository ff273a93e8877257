package dev.landfall.model.transfer;

/**
 * What a dump's snapshot costs its source: while it is held, no dead row that it may still see can be cleared away.
 *
 * @param oldestTransactionSeconds age of the oldest transaction on the server, ours among them
 * @param deadRows of the database's tables, as its statistics say
 */
public record SourceLoad(long oldestTransactionSeconds, long deadRows) {}
