package dev.landfall.local.engine.definition;

import java.util.List;

/** Which parts of {@code $states} a field may use besides {@code input} and {@code context}. */
enum Scope {
    /** Before or without a result. */
    PLAIN,
    /** Output and Assign of a Task, Parallel or Map state. */
    RESULT,
    /** Output and Assign of a catcher. */
    CATCH;

    List<String> forbidden() {
        return switch (this) {
            case PLAIN -> List.of("$states.result", "$states.errorOutput");
            case RESULT -> List.of("$states.errorOutput");
            case CATCH -> List.of("$states.result");
        };
    }
}
