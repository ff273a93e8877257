/** One HTTP request to a given address under the real name. */
@NullMarked
package dev.landfall.gateway.http;

import org.jspecify.annotations.NullMarked;
