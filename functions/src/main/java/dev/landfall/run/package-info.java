/** A run: its configuration, plan, lock and record. */
@NullMarked
package dev.landfall.run;

import org.jspecify.annotations.NullMarked;
