/** Proof that the target is what the source was: named probes, each with its verdict. */
@NullMarked
package dev.landfall.probe;

import org.jspecify.annotations.NullMarked;
