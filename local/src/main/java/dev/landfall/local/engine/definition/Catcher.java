package dev.landfall.local.engine.definition;

import java.util.List;

/** Where a state goes when it failed with one of the errors. */
public record Catcher(List<String> errorEquals, String next, Results results) {
    public Catcher {
        errorEquals = List.copyOf(errorEquals);
    }
}
