/** One function for each handler, and exactly what each may do. */
@NullMarked
package dev.landfall.infra.function;

import org.jspecify.annotations.NullMarked;
