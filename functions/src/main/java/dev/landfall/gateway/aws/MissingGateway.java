package dev.landfall.gateway.aws;

import dev.landfall.model.failure.Problem;
import java.util.function.Supplier;

/** Stands where this version has no gateway to AWS yet: whoever calls it learns that, and nothing is done. */
final class MissingGateway {

    private MissingGateway() {}

    /** Every call is a {@code GATEWAY_MISSING} problem. */
    static <T> T of(Class<T> gateway) {
        Supplier<T> nothing = () -> {
            throw Problem.operator(
                            "GATEWAY_MISSING",
                            "This version of Landfall has no gateway " + gateway.getSimpleName() + " to AWS.",
                            "Deploy a version that has it; the README says what this one does not do.")
                    .asException();
        };
        return Lazily.of(gateway, nothing);
    }
}
