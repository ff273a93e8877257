package dev.landfall.local.engine.execution;

/** Carries a {@link StateError} up to the visit that handles it. */
final class StateFailed extends Exception {

    private final transient StateError error;

    StateFailed(StateError error) {
        super(error.toString());
        this.error = error;
    }

    StateError error() {
        return error;
    }
}
