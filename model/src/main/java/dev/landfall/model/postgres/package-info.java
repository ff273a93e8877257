/** How Landfall opens sessions on PostgreSQL, and what a server has to show first. */
@NullMarked
package dev.landfall.model.postgres;

import org.jspecify.annotations.NullMarked;
