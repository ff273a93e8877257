/** How Landfall says that something went wrong: one sentence of what was seen, one of what to do. */
@NullMarked
package dev.landfall.model.failure;

import org.jspecify.annotations.NullMarked;
