/** The ways that are measured. */
@NullMarked
package dev.landfall.bench.way;

import org.jspecify.annotations.NullMarked;
