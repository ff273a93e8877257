package dev.landfall.mover.restore;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Arrays that are used again: a new one for each segment would be cleared first, and copied about by the collector after.
 * There are as many as were in use at the same time; one that a large row made larger is not kept.
 */
final class SpareBuffers {

    private static final int LARGEST_KEPT_BYTES = 16 << 20;

    private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();

    /** One of that size or more; what is in it is of no meaning. */
    byte[] take(int bytes) {
        var found = spare.poll();
        return found != null && found.length >= bytes ? found : new byte[bytes];
    }

    /** It is not used any longer by who took it. */
    void give(byte[] buffer) {
        if (buffer.length <= LARGEST_KEPT_BYTES) {
            spare.add(buffer);
        }
    }
}
