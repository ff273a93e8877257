/** Proving, after the move, what a restore left unproven. */
@NullMarked
package dev.landfall.mover.validate;

import org.jspecify.annotations.NullMarked;
