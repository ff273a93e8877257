/** Canned task results in the mock-configuration file format of AWS Step Functions Local. */
@NullMarked
package dev.landfall.local.engine.mock;

import org.jspecify.annotations.NullMarked;
