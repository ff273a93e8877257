/** The mover's commands. */
@NullMarked
package dev.landfall.mover.cli;

import org.jspecify.annotations.NullMarked;
