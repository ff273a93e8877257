package dev.landfall.model.transfer;

import java.util.Locale;

/**
 * How many locks a server's shared table holds, and how many objects a database has that a dump or a comparison keeps
 * locked until its end. What the server can use beyond that is a small reserve, which others use too.
 *
 * @param objects tables, partitions, indexes, sequences, materialized views and TOAST tables of the database
 * @param perTransaction {@code max_locks_per_transaction}
 * @param connections {@code max_connections}
 * @param prepared {@code max_prepared_transactions}
 */
public record LockSpace(long objects, long perTransaction, long connections, long prepared) {

    /** One row, whose columns are this record's in their order. */
    public static final String SQL = """
            SELECT (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class
                     WHERE relkind IN ('r', 'p', 'i', 'I', 'S', 'm', 't') AND relpersistence <> 't' AND oid >= 16384),
                   pg_catalog.current_setting('max_locks_per_transaction')::bigint,
                   pg_catalog.current_setting('max_connections')::bigint,
                   pg_catalog.current_setting('max_prepared_transactions')::bigint""";

    private static final double RESERVE = 1.1;

    public long capacity() {
        return perTransaction * (connections + prepared);
    }

    public boolean isEnoughFor(long wanted) {
        return wanted <= capacity();
    }

    /** The least {@code max_locks_per_transaction} for so many objects, with a reserve of a tenth. */
    public long needed(long wanted) {
        return (long) Math.ceil(wanted * RESERVE / Math.max(1, connections + prepared));
    }

    /** One clause for people. */
    public String text(long wanted) {
        return String.format(
                Locale.ROOT,
                "%,d tables, indexes and sequences want a lock each, and max_locks_per_transaction (%d) × (max_connections (%d)"
                        + " + max_prepared_transactions (%d)) gives %,d",
                wanted,
                perTransaction,
                connections,
                prepared,
                capacity());
    }
}
