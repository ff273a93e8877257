/** Runs of a deployed Landfall, as a person at a shell starts, follows and resumes them. */
@NullMarked
package dev.landfall.local.remote;

import org.jspecify.annotations.NullMarked;
