package dev.landfall.mover.compare;

import java.util.Optional;

/**
 * One table on both sides.
 *
 * @param table as {@code schema.name}
 * @param sourceRows empty where only the target has it
 * @param targetRows empty where the target lacks it or one of its columns, and of tables that only the target has
 * @param equal in content, or, at level rows, in count
 */
public record ComparedTable(String table, Optional<Long> sourceRows, Optional<Long> targetRows, boolean equal) {}
