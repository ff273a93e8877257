/** Reading a database under one snapshot into the run store. */
@NullMarked
package dev.landfall.mover.dump;

import org.jspecify.annotations.NullMarked;
