/** Rows that pass from a dump to a restore in the same process, without being stored between. */
@NullMarked
package dev.landfall.mover.stream;

import org.jspecify.annotations.NullMarked;
