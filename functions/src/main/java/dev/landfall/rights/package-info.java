/**
 * What each function finds out about itself before a move: whether it reaches what it works with and may do what it is
 * there for. Nothing here changes anything.
 */
@NullMarked
package dev.landfall.rights;

import org.jspecify.annotations.NullMarked;
