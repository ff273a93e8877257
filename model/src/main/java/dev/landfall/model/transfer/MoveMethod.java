package dev.landfall.model.transfer;

/** How rows travel. */
public enum MoveMethod {
    /** Parallel COPY into segments. */
    COPY,
    /** One {@code pg_dump --format=custom} and one {@code pg_restore}, through the same store. */
    PG_DUMP
}
