package dev.landfall.bench;

import java.util.List;

/**
 * All that one run of the bench found.
 *
 * @param gib asked for, as rows
 */
record Results(
        String date,
        Machine machine,
        double gib,
        int runs,
        List<Size> sizes,
        List<Measured> measured,
        List<Limit> limits) {

    /** In every file that holds results. */
    static final String SIGN = "\"measured\"";

    /**
     * A database.
     *
     * @param bytes on the source's disk
     */
    record Size(String database, String label, long bytes) {}

    /**
     * How fast one thing alone goes on this machine.
     *
     * @param megabytesPerSecond of COPY's bytes
     */
    record Limit(String what, double megabytesPerSecond) {}

    /** Of that database, in the order of the ways. */
    List<Measured> of(String database) {
        return measured.stream().filter(one -> one.database().equals(database)).toList();
    }
}
