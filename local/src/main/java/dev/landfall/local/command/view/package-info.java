/** What an operator sees of a run: gathered once, shown on a terminal, in lines, or by another shell. */
@NullMarked
package dev.landfall.local.command.view;

import org.jspecify.annotations.NullMarked;
