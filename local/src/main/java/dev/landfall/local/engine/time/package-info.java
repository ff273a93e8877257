/** Real and virtual time. */
@NullMarked
package dev.landfall.local.engine.time;

import org.jspecify.annotations.NullMarked;
