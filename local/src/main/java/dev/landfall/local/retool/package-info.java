/** Retool's stand-in: a database of its shape, what serves and writes it, and the users that follow the domain. */
@NullMarked
package dev.landfall.local.retool;

import org.jspecify.annotations.NullMarked;
