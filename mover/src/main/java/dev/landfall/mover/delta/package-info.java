/** What changed in a database since a mark, and carrying just that to a copy which is already there. */
@NullMarked
package dev.landfall.mover.delta;

import org.jspecify.annotations.NullMarked;
