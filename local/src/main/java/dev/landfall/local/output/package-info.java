/** How every command ends: what it says of a problem, its exit code, and its one JSON object. */
@NullMarked
package dev.landfall.local.output;

import org.jspecify.annotations.NullMarked;
