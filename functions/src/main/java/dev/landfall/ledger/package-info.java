/** The config ledger: one line for every setting of every container, what becomes of it, and who decided. */
@NullMarked
package dev.landfall.ledger;

import org.jspecify.annotations.NullMarked;
