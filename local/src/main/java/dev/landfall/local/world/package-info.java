/** The local world: real servers, stand-ins for what only AWS has, and how they are wired to the handlers. */
@NullMarked
package dev.landfall.local.world;

import org.jspecify.annotations.NullMarked;
