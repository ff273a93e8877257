/** Keeping others from writing in the source's databases while they are carried. */
@NullMarked
package dev.landfall.fence;

import org.jspecify.annotations.NullMarked;
