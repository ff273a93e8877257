/** Keeping others out of databases: the source's while they are carried, the target's where it cannot be stopped. */
@NullMarked
package dev.landfall.fence;

import org.jspecify.annotations.NullMarked;
