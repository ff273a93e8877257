/** One class for each state, named as the state: reads its input, calls the domain, returns a record. */
@NullMarked
package dev.landfall.handler;

import org.jspecify.annotations.NullMarked;
