package dev.landfall.local.world;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Something that is made after what already refers to it: the parts of a deployment refer to each other in a ring. */
final class Late<T> {

    private final String name;
    private final AtomicReference<@Nullable T> value = new AtomicReference<>();

    Late(String name) {
        this.name = name;
    }

    void set(T made) {
        value.set(made);
    }

    T get() {
        var made = value.get();
        if (made == null) {
            throw new IllegalStateException("the world's " + name + " are not there yet");
        }
        return made;
    }
}
