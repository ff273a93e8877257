package dev.landfall.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.infra.SampleConfiguration;
import dev.landfall.model.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reason for an accepted finding holds for every statement that it covers: what it calls reading only reads. */
class TrueReasonsTest {

    private static final Pattern RULE = Pattern.compile("AwsSolutions-IAM5\\[Resource::(.+)]");
    private static final Pattern READS =
            Pattern.compile("[a-z0-9-]+:(Get|List|Describe|BatchGet)\\w*|iam:SimulatePrincipalPolicy|wafv2:GetWebACL");

    @ParameterizedTest
    @EnumSource
    void whatIsAcceptedAsReadingOnlyReads(SampleConfiguration configuration) throws IOException {
        var statements =
                new Statements(new Deployed(configuration.assembly())).all().toList();
        var writing = new ArrayList<String>();
        for (var pattern : readOnly()) {
            for (var statement : statements) {
                if (statement.resources().stream().anyMatch(pattern.asMatchPredicate())) {
                    statement.actions().stream()
                            .filter(action -> !READS.matcher(action).matches())
                            .forEach(action -> writing.add(action + " on " + statement.resources()));
                }
            }
        }

        assertThat(readOnly()).hasSizeGreaterThan(5);
        assertThat(writing).isEmpty();
    }

    /** The resources of reasons that say so, as expressions. */
    private static List<Pattern> readOnly() throws IOException {
        try (var text = SampleConfiguration.class.getResourceAsStream("nag-reasons.json")) {
            return Json.MAPPER
                    .readTree(text)
                    .valueStream()
                    .filter(reason -> reason.path("reason").asText().startsWith("Read only"))
                    .flatMap(reason -> reason.path("rules").valueStream())
                    .map(JsonNode::asText)
                    .flatMap(rule -> RULE.matcher(rule).results().map(found -> found.group(1)))
                    .map(TrueReasonsTest::expression)
                    .toList();
        }
    }

    /** Stars stand for themselves: the finding is about just that wildcard. What the deployment fills in may be anything. */
    private static Pattern expression(String resource) {
        var bucket = resource.replaceAll("^arn:\\{partition}:s3:::\\{evidence}:\\w+", "arn:{partition}:s3:::{bucket}")
                .replaceAll("^\\{evidence}:\\w+", "arn:{partition}:s3:::{bucket}");
        return Pattern.compile(
                Stream.of(bucket.split("\\{\\w+}", -1)).map(Pattern::quote).collect(Collectors.joining("[^:/]*")));
    }
}
