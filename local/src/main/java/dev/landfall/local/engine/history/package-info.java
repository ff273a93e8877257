/** Execution history in AWS's names and JSON forms. */
@NullMarked
package dev.landfall.local.engine.history;

import org.jspecify.annotations.NullMarked;
