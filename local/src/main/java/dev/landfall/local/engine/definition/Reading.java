package dev.landfall.local.engine.definition;

import java.util.List;

/** What became of reading a definition. */
public sealed interface Reading {

    record Accepted(Definition definition) implements Reading {}

    /** All the reasons at once, never none. */
    record Refused(List<Refusal> refusals) implements Reading {
        public Refused {
            refusals = List.copyOf(refusals);
        }

        /** One line for each reason. */
        public String text() {
            return String.join("; ", refusals.stream().map(Refusal::text).toList());
        }
    }
}
