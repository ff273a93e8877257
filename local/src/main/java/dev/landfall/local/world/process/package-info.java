/** The mover's processes on this machine: started, watched, and ended at the latest by the next command. */
@NullMarked
package dev.landfall.local.world.process;

import org.jspecify.annotations.NullMarked;
