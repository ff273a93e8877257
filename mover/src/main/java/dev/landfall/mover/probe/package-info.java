/** What a pod of the mover can do where it runs. */
@NullMarked
package dev.landfall.mover.probe;

import org.jspecify.annotations.NullMarked;
