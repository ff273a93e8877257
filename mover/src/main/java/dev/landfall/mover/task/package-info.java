/** The mover's side of a Step Functions task token. */
@NullMarked
package dev.landfall.mover.task;

import org.jspecify.annotations.NullMarked;
