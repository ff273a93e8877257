package dev.landfall.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.landfall.model.Json;
import dev.landfall.model.rights.StoreObject;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/**
 * cdk-nag's findings that are meant so, each with its reason: {@code nag-reasons.json}. A finding beside them fails the
 * synth.
 */
final class NagReasons {

    private static final String RESOURCE = "nag-reasons.json";

    private NagReasons() {}

    /**
     * One reason for findings.
     *
     * @param rules as cdk-nag names them, with names in braces for what differs between deployments
     */
    record Reason(List<String> rules, String reason) {}

    static void check(IConstruct app, Stack stack, DeployedConfiguration configuration) {
        Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
        var values = Map.of(
                "deployment", List.of(configuration.deployment().prefix()),
                "evidence", List.of(configuration.deployment().stack(LandfallApp.EVIDENCE_STACK)),
                "partition", shown(stack.getPartition(), "<AWS::Partition>"),
                "region", shown(stack.getRegion(), "<AWS::Region>"),
                "account", shown(stack.getAccount(), "<AWS::AccountId>"),
                "sourceCluster", List.of(configuration.sourceCluster()),
                "object",
                        Arrays.stream(StoreObject.values())
                                .map(StoreObject::keys)
                                .filter(keys -> keys.contains("*"))
                                .toList(),
                "storage",
                        configuration.copiedStorage().stream()
                                .flatMap(storage -> Stream.of(storage.from(), storage.to()))
                                .toList());
        for (var reason : reasons()) {
            // Validations.acknowledge refuses an id with two pairs of colons, which every finding on an ARN has;
            // this is the entry that it would make.
            reason.rules().stream()
                    .flatMap(rule -> filled(rule, values))
                    .forEach(rule -> app.getNode()
                            .addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(rule, reason.reason())));
        }
    }

    static List<Reason> reasons() {
        try (var text = NagReasons.class.getResourceAsStream(RESOURCE)) {
            if (text == null) {
                throw new IllegalStateException("The archive lacks " + RESOURCE);
            }
            return Json.MAPPER.readValue(text, new TypeReference<List<Reason>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }

    /**
     * As cdk-nag writes it: the value where the stack knows it, and its reference where the deployment does; parts that
     * CDK makes itself refer to it either way.
     */
    private static List<String> shown(String value, String reference) {
        return Token.isUnresolved(value) ? List.of(reference) : List.of(value, reference);
    }

    private static Stream<String> filled(String rule, Map<String, List<String>> values) {
        return values.keySet().stream()
                .filter(name -> rule.contains("{" + name + "}"))
                .findFirst()
                .map(name -> values.getOrDefault(name, List.of()).stream()
                        .flatMap(value -> filled(rule.replace("{" + name + "}", value), values)))
                .orElse(Stream.of(rule));
    }
}
