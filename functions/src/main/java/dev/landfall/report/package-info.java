/** What a run leaves to read: its report as data and as a page, and the checksums of everything it wrote. */
@NullMarked
package dev.landfall.report;

import org.jspecify.annotations.NullMarked;
