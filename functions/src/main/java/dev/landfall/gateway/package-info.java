/** The interfaces through which the domain speaks to the world. Implementations are elsewhere; only they do I/O. */
@NullMarked
package dev.landfall.gateway;

import org.jspecify.annotations.NullMarked;
