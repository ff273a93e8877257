/** The parts of the pipeline's stack. */
@NullMarked
package dev.landfall.infra.pipeline;

import org.jspecify.annotations.NullMarked;
