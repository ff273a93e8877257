/** What an HMAC is made over, so that one seal is good for one record. */
@NullMarked
package dev.landfall.seal;

import org.jspecify.annotations.NullMarked;
