/** Where a copy's objects lie: a bucket, or a folder with the same contract. */
@NullMarked
package dev.landfall.mover.store;

import org.jspecify.annotations.NullMarked;
