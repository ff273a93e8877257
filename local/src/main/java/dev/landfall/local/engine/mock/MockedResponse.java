package dev.landfall.local.engine.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a mocked state answers, by the number of the invocation, from 0, retries counted. */
public record MockedResponse(String name, NavigableMap<Integer, Answer> byFirstInvocation) {

    public MockedResponse {
        byFirstInvocation = new TreeMap<>(byFirstInvocation);
    }

    /** An answer to the invocations up to and including the last. */
    public sealed interface Answer {
        int last();

        /** The task's result. */
        record Return(int last, JsonNode result) implements Answer {}

        /** The task's failure. */
        record Throw(int last, String error, String cause) implements Answer {}
    }

    /** Empty where the file says nothing about this invocation. */
    public Optional<Answer> answer(int invocation) {
        return Optional.ofNullable(byFirstInvocation.floorEntry(invocation))
                .map(Map.Entry::getValue)
                .filter(answer -> answer.last() >= invocation);
    }
}
