package dev.landfall.mover.store;

import java.io.IOException;

/** An object whose seal is missing or is another object's. */
final class NotSealed extends IOException {

    private static final long serialVersionUID = 1L;

    NotSealed(String key) {
        super(key + " has no seal of this copy");
    }
}
