/** Copying Retool Storage from one bucket to another. */
@NullMarked
package dev.landfall.mover.storage;

import org.jspecify.annotations.NullMarked;
