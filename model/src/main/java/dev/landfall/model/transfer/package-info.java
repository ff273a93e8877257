/** What a database's copy consists of and how it stands: written by the mover, read by functions and the report. */
@NullMarked
package dev.landfall.model.transfer;

import org.jspecify.annotations.NullMarked;
