/** The CDK app that deploys Landfall into its owner's account. */
@NullMarked
package dev.landfall.infra;

import org.jspecify.annotations.NullMarked;
