/** Who may do what with what outlives the pipeline: refused to everybody else by the resources' own policies. */
@NullMarked
package dev.landfall.infra.guard;

import org.jspecify.annotations.NullMarked;
