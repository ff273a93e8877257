package dev.landfall.gateway.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value made when it is first asked for: a function that never speaks to a service does not pay for its client, and
 * after SnapStart's restore no client or connection of another life is there.
 */
public final class Later<T> implements Supplier<T> {

    private final Supplier<T> source;
    private @Nullable T value;

    public Later(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        var present = value;
        if (present == null) {
            present = source.get();
            value = present;
        }
        return present;
    }
}
