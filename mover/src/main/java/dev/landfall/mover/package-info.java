/** The program that carries databases: dump, restore, compare, reach, diverge, probe, copy-storage. */
@NullMarked
package dev.landfall.mover;

import org.jspecify.annotations.NullMarked;
