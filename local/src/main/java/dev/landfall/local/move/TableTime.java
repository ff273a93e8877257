package dev.landfall.local.move;

/**
 * What one table took.
 *
 * @param table display name
 * @param bytes uncompressed
 * @param seconds of all workers together
 */
public record TableTime(String table, long rows, long bytes, double seconds) {

    TableTime plus(TableTime more) {
        return new TableTime(table, rows + more.rows, bytes + more.bytes, seconds + more.seconds);
    }

    /** To milliseconds. */
    TableTime rounded() {
        return new TableTime(table, rows, bytes, Math.round(seconds * 1e3) / 1e3);
    }
}
