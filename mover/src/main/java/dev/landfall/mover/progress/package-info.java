/** How far a command is, and how it is stopped. */
@NullMarked
package dev.landfall.mover.progress;

import org.jspecify.annotations.NullMarked;
