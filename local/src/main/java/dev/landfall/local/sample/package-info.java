/** Sources built from key fields of public Retool deployments on ECS, to capture without a world. */
@NullMarked
package dev.landfall.local.sample;

import org.jspecify.annotations.NullMarked;
