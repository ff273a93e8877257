/** What is added to the S3 program inside its own JVM. */
@NullMarked
package dev.landfall.embedded.s3;

import org.jspecify.annotations.NullMarked;
