/** One state by itself, asked for and answered as AWS Step Functions' TestState API does. */
@NullMarked
package dev.landfall.local.engine.teststate;

import org.jspecify.annotations.NullMarked;
