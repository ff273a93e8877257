/** Reaching PostgreSQL: addresses, passwords, sessions, client programs, and what its errors mean. */
@NullMarked
package dev.landfall.mover.postgres;

import org.jspecify.annotations.NullMarked;
