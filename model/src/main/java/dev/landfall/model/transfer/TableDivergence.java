package dev.landfall.model.transfer;

/**
 * What became of one table of the target.
 *
 * @param table as {@code schema.name}
 * @param written rows inserted or updated since go-live
 * @param gone rows of the copy, as it was compared, that were updated or deleted since
 * @param writtenBefore rows inserted or updated between the comparison and go-live: by the target's own migrations
 */
public record TableDivergence(String table, long written, long gone, long writtenBefore) {}
