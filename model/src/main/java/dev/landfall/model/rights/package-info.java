/** What each handler may do in AWS: granted by the deployment, and checked by the functions themselves before a move. */
@NullMarked
package dev.landfall.model.rights;

import org.jspecify.annotations.NullMarked;
