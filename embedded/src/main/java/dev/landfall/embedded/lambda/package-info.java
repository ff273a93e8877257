/** Lambda as far as a packaged function sees it: AWS's own runtime client in a process, against a small Runtime API. */
@NullMarked
package dev.landfall.embedded.lambda;

import org.jspecify.annotations.NullMarked;
