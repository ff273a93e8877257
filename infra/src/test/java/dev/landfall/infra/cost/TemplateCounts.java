package dev.landfall.infra.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * What a synthesised deployment holds, as a bill counts it.
 *
 * @param byType resources of all stacks
 * @param alarmMetrics metrics that alarms read: an alarm over an expression is charged for each of them
 * @param images container images that a deployment publishes
 * @param task the one task definition
 */
public record TemplateCounts(Map<String, Integer> byType, int alarmMetrics, int images, Task task) {

    /** A Fargate task's size. */
    record Task(boolean arm, double processors, double gibibytes) {}

    public static TemplateCounts of(CloudAssembly assembly) {
        var resources = new ArrayList<JsonNode>();
        assembly.getStacks()
                .forEach(stack -> Json.MAPPER
                        .<JsonNode>valueToTree(stack.getTemplate())
                        .path("Resources")
                        .forEach(resources::add));
        var byType = new TreeMap<String, Integer>();
        resources.forEach(resource -> byType.merge(resource.path("Type").asText(), 1, Integer::sum));
        return new TemplateCounts(
                byType, alarmMetrics(resources), images(Path.of(assembly.getDirectory())), task(resources));
    }

    /** How many of one type. */
    public int of(String type) {
        return byType.getOrDefault(type, 0);
    }

    private static int alarmMetrics(List<JsonNode> resources) {
        return resources.stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::CloudWatch::Alarm"))
                .map(alarm -> alarm.at("/Properties/Metrics"))
                .mapToInt(metrics -> metrics.isMissingNode()
                        ? 1
                        : (int) metrics.valueStream()
                                .filter(metric -> metric.has("MetricStat"))
                                .count())
                .sum();
    }

    private static int images(Path assembly) {
        try (var files = Files.list(assembly)) {
            int images = 0;
            for (var file : files.filter(path -> path.toString().endsWith(".assets.json"))
                    .toList()) {
                images +=
                        Json.MAPPER.readTree(file.toFile()).path("dockerImages").size();
            }
            return images;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Task task(List<JsonNode> resources) {
        var properties = resources.stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::ECS::TaskDefinition"))
                .findFirst()
                .orElseThrow()
                .path("Properties");
        return new Task(
                properties.at("/RuntimePlatform/CpuArchitecture").asText().equals("ARM64"),
                properties.path("Cpu").asDouble() / 1024,
                properties.path("Memory").asDouble() / 1024);
    }
}
