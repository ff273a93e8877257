package dev.landfall.local.engine.mock;

import java.util.Map;
import java.util.Optional;

/** One test case: which state answers what. */
public record TestCase(String name, Map<String, MockedResponse> byState) {

    /** Mocks nothing. */
    public static final TestCase NONE = new TestCase("", Map.of());

    public TestCase {
        byState = Map.copyOf(byState);
    }

    public Optional<MockedResponse> response(String state) {
        return Optional.ofNullable(byState.get(state));
    }
}
