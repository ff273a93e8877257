/** A dump and a restore in one process. */
@NullMarked
package dev.landfall.mover.move;

import org.jspecify.annotations.NullMarked;
