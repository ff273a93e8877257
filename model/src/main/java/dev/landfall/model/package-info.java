/** Records that functions and mover share, with their JSON, and the layout of a run in the run store. */
@NullMarked
package dev.landfall.model;

import org.jspecify.annotations.NullMarked;
