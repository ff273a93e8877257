/** The states language as records, and the reader that refuses what the engine does not support. */
@NullMarked
package dev.landfall.local.engine.definition;

import org.jspecify.annotations.NullMarked;
