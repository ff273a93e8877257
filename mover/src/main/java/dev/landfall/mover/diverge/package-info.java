/** What was written on the target since it went live. */
@NullMarked
package dev.landfall.mover.diverge;

import org.jspecify.annotations.NullMarked;
