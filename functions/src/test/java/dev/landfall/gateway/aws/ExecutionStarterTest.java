package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CloudTrail's answers as its API reference shows them; no emulator at hand looks events up. */
class ExecutionStarterTest {

    private static final String RUN = "arn:aws:states:us-east-1:123456789012:execution:landfall-migrate:cutover-1";
    private static final String OTHER = RUN.replace("cutover-1", "other");
    private static final Instant STARTED = Instant.parse("2026-11-20T12:00:00Z");
    private static final String SSO = "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0a1b/";

    private final CannedAws aws = new CannedAws();

    private java.util.Optional<String> starter() {
        return new ExecutionStarter(SignedApi.trail(aws.connection())).of(RUN, STARTED);
    }

    @Test
    void personOfIdentityCenterIsNamedByAws() {
        aws.then(
                200,
                page(
                        "",
                        List.of(
                                event(OTHER, role(SSO + "bob@example.com")),
                                event(RUN, role(SSO + "ann@example.com")))));

        assertThat(starter()).contains("ann@example.com");
        assertThat(aws.asked())
                .singleElement()
                .asString()
                .contains("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents")
                .contains("{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"StartExecution\"}")
                .contains("\"StartTime\":1795175880", "\"EndTime\":1795176120");
    }

    @Test
    void userOfIamIsNamedByAws() {
        aws.then(200, page("", List.of(event(RUN, Map.of("type", "IAMUser", "userName", "ann@example.com")))));

        assertThat(starter()).contains("ann@example.com");
    }

    /** Whoever assumes a role chooses how the session is called. */
    @Test
    void nameThatTheCallerChoseNamesNobody() {
        aws.then(
                200,
                page("", List.of(event(RUN, role("arn:aws:sts::123456789012:assumed-role/Deployer/ann@example.com")))));

        assertThat(starter()).isEmpty();
    }

    @Test
    void recordOnALaterPageIsFound() {
        aws.then(200, page("more", List.of(event(OTHER, role(SSO + "bob@example.com")))))
                .then(200, page("", List.of(event(RUN, role(SSO + "ann@example.com")))));

        assertThat(starter()).contains("ann@example.com");
        assertThat(aws.asked().getLast()).contains("\"NextToken\":\"more\"");
    }

    @Test
    void recordThatHasNotComeYetNamesNobody() {
        aws.then(200, page("", List.of()));

        assertThat(starter()).isEmpty();
    }

    private static Map<String, String> role(String arn) {
        return Map.of("type", "AssumedRole", "arn", arn);
    }

    private static Map<String, String> event(String execution, Map<String, String> identity) {
        return Map.of(
                "EventName",
                "StartExecution",
                "CloudTrailEvent",
                json(Map.of("userIdentity", identity, "responseElements", Map.of("executionArn", execution))));
    }

    private static String page(String next, List<Map<String, String>> events) {
        return json(
                next.isEmpty()
                        ? Map.<String, Object>of("Events", events)
                        : Map.<String, Object>of("Events", events, "NextToken", next));
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
