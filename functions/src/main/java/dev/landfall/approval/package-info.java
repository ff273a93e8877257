/** The gates at which people decide: opened with mail, shown by a page, decided once. */
@NullMarked
package dev.landfall.approval;

import org.jspecify.annotations.NullMarked;
