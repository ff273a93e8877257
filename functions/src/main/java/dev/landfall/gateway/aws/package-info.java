/** The gateways to AWS; the only code that imports its SDK. */
@NullMarked
package dev.landfall.gateway.aws;

import org.jspecify.annotations.NullMarked;
