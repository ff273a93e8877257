/** The operator's command and the local world behind it. Never deployed. */
@NullMarked
package dev.landfall.local;

import org.jspecify.annotations.NullMarked;
