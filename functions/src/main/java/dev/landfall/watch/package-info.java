/** What follows the end of an execution that did not close its run. */
@NullMarked
package dev.landfall.watch;

import org.jspecify.annotations.NullMarked;
