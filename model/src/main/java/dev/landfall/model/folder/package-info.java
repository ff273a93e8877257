/** Folders that Landfall makes, and the proof that it made them. */
@NullMarked
package dev.landfall.model.folder;

import org.jspecify.annotations.NullMarked;
