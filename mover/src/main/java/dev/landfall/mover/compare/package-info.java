/** Proving that a target holds what the source's snapshot held. */
@NullMarked
package dev.landfall.mover.compare;

import org.jspecify.annotations.NullMarked;
