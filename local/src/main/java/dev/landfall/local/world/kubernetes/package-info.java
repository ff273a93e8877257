/** A Kubernetes API on loopback whose Deployments have pods and whose Jobs run as processes of this machine. */
@NullMarked
package dev.landfall.local.world.kubernetes;

import org.jspecify.annotations.NullMarked;
