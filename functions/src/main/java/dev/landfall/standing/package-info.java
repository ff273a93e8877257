/** What is true now of both sides, and the way on, as the run store's records tell it. */
@NullMarked
package dev.landfall.standing;

import org.jspecify.annotations.NullMarked;
