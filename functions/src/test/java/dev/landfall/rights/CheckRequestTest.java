package dev.landfall.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckRequestTest {

    @Test
    void isFoundBesideNothingElse() {
        assertThat(in("{\"check\":true,\"runId\":\"one\"}")).contains(new CheckRequest("one", Optional.empty()));
    }

    @Test
    void stateInputsAndPageEventsAreNone() {
        assertThat(in("{\"runId\":\"one\",\"taskToken\":\"t\"}")).isEmpty();
        assertThat(in("{\"check\":false,\"runId\":\"one\"}")).isEmpty();
        assertThat(in("{\"check\":\"true\",\"runId\":\"one\"}")).isEmpty();
        assertThat(in("{\"version\":\"2.0\",\"queryStringParameters\":{\"check\":\"true\",\"runId\":\"one\"},"
                        + "\"body\":\"{\\\"check\\\":true,\\\"runId\\\":\\\"one\\\"}\"}"))
                .isEmpty();
        assertThat(in("[true]")).isEmpty();
        assertThat(in("marked-task-token")).isEmpty();
        assertThat(in("")).isEmpty();
    }

    private static Optional<CheckRequest> in(String text) {
        return CheckRequest.in(text.getBytes(StandardCharsets.UTF_8));
    }
}
