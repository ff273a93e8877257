/** Reading tables piece by piece, and summing up what they hold. */
@NullMarked
package dev.landfall.mover.table;

import org.jspecify.annotations.NullMarked;
