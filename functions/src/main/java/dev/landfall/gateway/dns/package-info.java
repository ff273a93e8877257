/** Questions to name servers over the wire. */
@NullMarked
package dev.landfall.gateway.dns;

import org.jspecify.annotations.NullMarked;
