/** What a Task state calls: the seam and the adapters for AWS's own services. */
@NullMarked
package dev.landfall.local.engine.integration;

import org.jspecify.annotations.NullMarked;
