/** What is remembered of executions, for the handlers and for the commands that come later. */
@NullMarked
package dev.landfall.local.world.execution;

import org.jspecify.annotations.NullMarked;
