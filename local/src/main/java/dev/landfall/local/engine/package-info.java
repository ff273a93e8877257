/** Runs state machines of the Amazon States Language (JSONata dialect) on this machine, as AWS Step Functions does. */
@NullMarked
package dev.landfall.local.engine;

import org.jspecify.annotations.NullMarked;
