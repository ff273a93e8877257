/** Real servers, started as child processes, for tests and the local world. */
@NullMarked
package dev.landfall.embedded;

import org.jspecify.annotations.NullMarked;
