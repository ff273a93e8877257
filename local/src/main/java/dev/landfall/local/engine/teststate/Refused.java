package dev.landfall.local.engine.teststate;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;

/** A test that cannot be made; where AWS answers {@code ValidationException} or {@code InvalidDefinition}. */
final class Refused {

    private Refused() {}

    /** {@code STATE_TEST_REFUSED}. */
    static LandfallException because(String seen, String remedy) {
        return Problem.operator("STATE_TEST_REFUSED", seen, remedy).asException();
    }
}
