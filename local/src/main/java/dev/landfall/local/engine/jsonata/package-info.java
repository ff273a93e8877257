/** JSONata expressions with the functions and the JSON values of Step Functions. */
@NullMarked
package dev.landfall.local.engine.jsonata;

import org.jspecify.annotations.NullMarked;
