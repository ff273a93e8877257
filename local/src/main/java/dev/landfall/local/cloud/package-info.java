/** Control planes of the embedded world: what ECS, RDS, Route 53 and Secrets Manager let a handler observe. */
@NullMarked
package dev.landfall.local.cloud;

import org.jspecify.annotations.NullMarked;
