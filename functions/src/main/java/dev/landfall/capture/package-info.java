/** The inventory of source and target: services, settings by reference and fingerprint, databases, DNS. */
@NullMarked
package dev.landfall.capture;

import org.jspecify.annotations.NullMarked;
