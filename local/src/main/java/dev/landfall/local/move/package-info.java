/** {@code landfall move} and {@code landfall compare}: the mover between any two servers, with no world and no AWS. */
@NullMarked
package dev.landfall.local.move;

import org.jspecify.annotations.NullMarked;
