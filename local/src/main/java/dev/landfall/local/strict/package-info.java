/** What AWS does and the local world does not: each class is one unkindness of the real service, put around what works here. */
@NullMarked
package dev.landfall.local.strict;

import org.jspecify.annotations.NullMarked;
