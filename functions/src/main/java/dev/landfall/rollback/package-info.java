/** What going back gives up: the baseline at go-live and the divergence since. */
@NullMarked
package dev.landfall.rollback;

import org.jspecify.annotations.NullMarked;
