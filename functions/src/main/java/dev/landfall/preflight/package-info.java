/** Named checks before anything moves. */
@NullMarked
package dev.landfall.preflight;

import org.jspecify.annotations.NullMarked;
