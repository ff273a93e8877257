/** Cutting a COPY stream at row boundaries into segments that load by themselves, and reading them back. */
@NullMarked
package dev.landfall.mover.segment;

import org.jspecify.annotations.NullMarked;
