/** Proof that the target reaches the database that the source works in. */
@NullMarked
package dev.landfall.mover.reach;

import org.jspecify.annotations.NullMarked;
