/** The gateway to the cluster that Retool moves to; the only code that imports a Kubernetes client. */
@NullMarked
package dev.landfall.gateway.kubernetes;

import org.jspecify.annotations.NullMarked;
