/** The two sides of the move as they stand before it: services, deployments, settings, records. */
@NullMarked
package dev.landfall.local.world.side;

import org.jspecify.annotations.NullMarked;
