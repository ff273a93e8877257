/** What tests share: tiers, so that a test that cannot run on this machine is named with its reason. */
@NullMarked
package dev.landfall.testing;

import org.jspecify.annotations.NullMarked;
