package dev.landfall.blueprint;

import dev.landfall.capture.SourceInventory;
import dev.landfall.run.Configuration;
import java.util.regex.Pattern;

/**
 * Whose bucket the target works on.
 *
 * @param tag of the image
 */
record BlobStorage(Configuration configuration, SourceInventory source, String tag) {

    /** From this version on Retool does not work without one. */
    private static final int NEEDS_ONE = 4;

    private static final Pattern MAJOR = Pattern.compile("v?([0-9]{1,4})\\..*");

    /** Whether the module makes a bucket: where the source's is neither shared nor copied, and Retool works on one. */
    boolean isOfTheTarget() {
        return configuration.storageMode().equals("none")
                && (source.features().retoolStorage() || major() >= NEEDS_ONE);
    }

    private int major() {
        var matcher = MAJOR.matcher(tag);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
