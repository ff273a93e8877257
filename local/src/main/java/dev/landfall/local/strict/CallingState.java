package dev.landfall.local.strict;

import dev.landfall.local.engine.integration.TaskIntegration;
import java.util.Optional;

/**
 * The state for which a function works. Unkindness is bounded for each state of each execution: a policy that retries
 * what passes must get through, whatever the seed.
 */
record CallingState(String executionArn, String name) {

    /** Inherited, because a handler may look at several things at once. */
    private static final InheritableThreadLocal<Optional<CallingState>> CURRENT = new InheritableThreadLocal<>() {
        @Override
        protected Optional<CallingState> initialValue() {
            return Optional.empty();
        }
    };

    /** Empty for the approval page and for what no state calls. */
    static Optional<CallingState> current() {
        return CURRENT.get();
    }

    /** Tells those inside which state calls. */
    static TaskIntegration told(TaskIntegration integration) {
        return call -> {
            CURRENT.set(Optional.of(new CallingState(call.executionArn(), call.stateName())));
            try {
                return integration.call(call);
            } finally {
                CURRENT.remove();
            }
        };
    }
}
