/** {@code landfall.json}: its schema and what is wrong with a file, for the deployment and for a run alike. */
@NullMarked
package dev.landfall.model.configuration;

import org.jspecify.annotations.NullMarked;
