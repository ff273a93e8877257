package dev.landfall.model.transfer;

/**
 * What {@code mover dump} and {@code mover restore} answer.
 *
 * @param unchanged whether it was done already, by an earlier call for the same run
 * @param bytes uncompressed
 * @param digests of what the dump wrote, or the restore read
 */
public record TransferResult(
        String database, long rows, long bytes, int tables, double seconds, boolean unchanged, ObjectDigests digests) {}
