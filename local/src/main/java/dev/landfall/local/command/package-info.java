/** The operator's command and its parts. */
@NullMarked
package dev.landfall.local.command;

import org.jspecify.annotations.NullMarked;
