/** The handlers as Lambda functions: called by name, through their JSON boundary only. */
@NullMarked
package dev.landfall.local.world.function;

import org.jspecify.annotations.NullMarked;
