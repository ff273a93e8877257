package dev.landfall.local.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code aws ecs describe-task-definition} and {@code aws ecs describe-services} print, one or many answers in a file.
 * A bare task definition, as it is registered, will do as well.
 */
record AwsDescriptions(List<JsonNode> taskDefinitions, List<JsonNode> services) {

    static AwsDescriptions read(List<Path> files) {
        var read = new AwsDescriptions(new ArrayList<>(), new ArrayList<>());
        files.forEach(read::add);
        if (read.taskDefinitions.isEmpty()) {
            throw Problem.operator(
                            "NO_TASK_DEFINITION",
                            "No task definition is in " + files + ".",
                            "Give what `aws ecs describe-task-definition --task-definition NAME` prints.")
                    .asException();
        }
        return read;
    }

    private void add(Path file) {
        try (var documents =
                Json.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(Files.newBufferedReader(file))) {
            while (documents.hasNextValue()) {
                add(documents.nextValue());
            }
        } catch (JsonProcessingException e) {
            // Its message quotes the text, which holds secrets.
            throw Problem.operator(
                            "DESCRIPTION_NOT_JSON",
                            file + " is not JSON from line "
                                    + (e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr()) + " on.",
                            "Give what the AWS command line prints with --output json.")
                    .asException();
        } catch (IOException e) {
            throw Problem.operator("DESCRIPTION_UNREADABLE", file + " cannot be read.", "Check the path.")
                    .asException();
        }
    }

    private void add(JsonNode document) {
        if (document.isArray()) {
            document.forEach(this::add);
        }
        if (document.has("containerDefinitions")) {
            taskDefinitions.add(document);
        }
        if (document.path("taskDefinition").isObject()) {
            add(document.path("taskDefinition"));
        }
        document.path("taskDefinitions").forEach(this::add);
        document.path("services").forEach(services::add);
    }

    /** The one that a service runs, by ARN or by family and revision. */
    List<JsonNode> runBy(JsonNode service) {
        var wanted = service.path("taskDefinition").asText();
        return taskDefinitions.stream()
                .filter(definition -> wanted.equals(arn(definition))
                        || wanted.equals(family(definition))
                        || wanted.endsWith("/" + family(definition) + ":"
                                + definition.path("revision").asText()))
                .limit(1)
                .toList();
    }

    static String family(JsonNode definition) {
        return definition.path("family").asText("task");
    }

    static String arn(JsonNode definition) {
        return definition
                .path("taskDefinitionArn")
                .asText("arn:aws:ecs:us-east-1:000000000000:task-definition/" + family(definition) + ":1");
    }
}
