/** How long a function takes until it can answer for the first time. */
@NullMarked
package dev.landfall.bench.cold;

import org.jspecify.annotations.NullMarked;
