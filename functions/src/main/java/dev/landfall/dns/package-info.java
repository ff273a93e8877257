/** Switching the domain's record, rehearsing it, verifying it at the servers, and putting it back. */
@NullMarked
package dev.landfall.dns;

import org.jspecify.annotations.NullMarked;
