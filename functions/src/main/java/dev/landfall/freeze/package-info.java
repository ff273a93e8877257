/** Stopping the source without losing its counts, and giving them back. */
@NullMarked
package dev.landfall.freeze;

import org.jspecify.annotations.NullMarked;
