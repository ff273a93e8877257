/** The mover's command lines and Jobs, the target around them, and the reason where a move failed. */
@NullMarked
package dev.landfall.transfer;

import org.jspecify.annotations.NullMarked;
