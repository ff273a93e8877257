/** {@code landfall bench}: ways of carrying a database, measured side by side. */
@NullMarked
package dev.landfall.bench;

import org.jspecify.annotations.NullMarked;
