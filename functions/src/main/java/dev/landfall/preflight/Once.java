package dev.landfall.preflight;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.RetryableException;
import dev.landfall.model.failure.StillWaitingException;
import java.util.Optional;
import java.util.function.Supplier;

/** Something that several checks look at and that is made by the first of them; a problem is each one's. */
final class Once<T> {

    private final Supplier<T> making;
    private Optional<T> made = Optional.empty();
    private Optional<LandfallException> problem = Optional.empty();

    Once(Supplier<T> making) {
        this.making = making;
    }

    synchronized T get() {
        if (problem.isPresent()) {
            throw problem.get();
        }
        if (made.isEmpty()) {
            try {
                made = Optional.of(making.get());
            } catch (RetryableException | StillWaitingException e) {
                // The next one that looks may see it.
                throw e;
            } catch (LandfallException e) {
                problem = Optional.of(e);
                throw e;
            }
        }
        return made.get();
    }
}
