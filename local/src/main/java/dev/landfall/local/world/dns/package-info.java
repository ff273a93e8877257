/** Name servers on loopback that answer over the wire from the zone's records. */
@NullMarked
package dev.landfall.local.world.dns;

import org.jspecify.annotations.NullMarked;
