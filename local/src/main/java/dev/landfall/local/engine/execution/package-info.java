/** How an execution moves through its states: one class for each kind of state. */
@NullMarked
package dev.landfall.local.engine.execution;

import org.jspecify.annotations.NullMarked;
