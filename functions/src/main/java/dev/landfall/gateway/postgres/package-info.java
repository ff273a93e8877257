/** The gateway to the databases over SQL. */
@NullMarked
package dev.landfall.gateway.postgres;

import org.jspecify.annotations.NullMarked;
