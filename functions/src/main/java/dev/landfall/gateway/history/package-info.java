/** What an execution's history tells, whoever keeps it. */
@NullMarked
package dev.landfall.gateway.history;

import org.jspecify.annotations.NullMarked;
