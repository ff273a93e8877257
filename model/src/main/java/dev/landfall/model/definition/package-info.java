/** Definitions of state machines as people write them, and as AWS runs them. */
@NullMarked
package dev.landfall.model.definition;

import org.jspecify.annotations.NullMarked;
