/** AWS's Step Functions protocol over loopback HTTP. */
@NullMarked
package dev.landfall.local.engine.endpoint;

import org.jspecify.annotations.NullMarked;
