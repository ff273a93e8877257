/** Loading a database from the run store, while the dump may still run. */
@NullMarked
package dev.landfall.mover.restore;

import org.jspecify.annotations.NullMarked;
