/** The blueprint kit: files with which the target is stood up as tryretool's Terraform module and Helm chart want it. */
@NullMarked
package dev.landfall.blueprint;

import org.jspecify.annotations.NullMarked;
