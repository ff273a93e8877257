package dev.landfall.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.ServiceDetails.ContainerDetail;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.cloud.InMemorySecretVault;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The services of one sample, as ECS would describe them. */
final class SampleSource {

    private static final Map<String, String> MODULE_TYPES = Map.of(
            "retool", "MAIN_BACKEND,DB_CONNECTOR,DB_SSH_CONNECTOR",
            "retool-jobs-runner", "JOBS_RUNNER",
            "retool-workflows-backend", "WORKFLOW_BACKEND,DB_CONNECTOR,DB_SSH_CONNECTOR",
            "retool-workflows-worker", "WORKFLOW_TEMPORAL_WORKER");

    private final JsonNode samples = read();
    private final Sample sample;
    private final SampleValues values;

    SampleSource(Sample sample, InMemorySecretVault vault) {
        this.sample = sample;
        this.values = new SampleValues(vault, sample == Sample.WHOLE_SECRETS);
    }

    private static JsonNode read() {
        try (var in = SampleSource.class.getResourceAsStream("source-deployments.json")) {
            return Json.MAPPER.readTree(in).path("samples");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the samples", e);
        }
    }

    List<SourceService> services() {
        var containers = new ArrayList<JsonNode>();
        switch (sample) {
            case CLOUDFORMATION_FARGATE -> at(0, "taskdefs").forEach(containers::add);
            case CLOUDFORMATION_WORKFLOWS -> at(1, "taskdefs").forEach(containers::add);
            case CLOUDFORMATION_AGENTS -> {
                at(1, "taskdefs").forEach(containers::add);
                at(2, "adds").forEach(containers::add);
            }
            case TERRAFORM_MODULES, WHOLE_SECRETS ->
                at(3, "containers")
                        .valueStream()
                        .map(JsonNode::asText)
                        .filter(name -> !name.contains("sidecar"))
                        .forEach(name -> containers.add(module(name)));
        }
        return containers.stream().flatMap(node -> named(node).stream()).toList();
    }

    private JsonNode at(int index, String field) {
        return samples.path(index).path(field);
    }

    private static JsonNode module(String name) {
        var node = Json.MAPPER.createObjectNode().put("container", name);
        Optional.ofNullable(MODULE_TYPES.get(name)).ifPresent(type -> node.put("SERVICE_TYPE", type));
        return node;
    }

    private List<SourceService> named(JsonNode node) {
        return node.has("containers")
                ? node.path("containers")
                        .valueStream()
                        .map(name -> service(name.asText(), node))
                        .toList()
                : List.of(service(node.path("container").asText(), node));
    }

    private SourceService service(String name, JsonNode node) {
        var container = new ServiceContainer(
                name,
                node.path("image").asText("tryretool/backend:3.114.2-stable"),
                node.path("cpu").asInt(1024),
                node.path("memory").asInt(2048),
                settings(node),
                List.of());
        // The modules make the services of workflows only where workflows are on, and that is off by default.
        int count = container.name().contains("workflows") && isModule() ? 0 : 1;
        return new SourceService(
                name,
                "arn:aws:ecs:us-east-1:000000000000:task-definition/" + family(name) + ":7",
                count,
                count,
                0,
                Optional.empty(),
                List.of(container),
                List.of("subnet-0a1b2c3d"),
                List.of("sg-0f1e2d3c"),
                sample == Sample.CLOUDFORMATION_FARGATE);
    }

    private boolean isModule() {
        return sample == Sample.TERRAFORM_MODULES || sample == Sample.WHOLE_SECRETS;
    }

    private String family(String name) {
        return sample == Sample.CLOUDFORMATION_FARGATE ? "retool" : name;
    }

    private Map<String, SettingSource> settings(JsonNode node) {
        var settings = new LinkedHashMap<String, SettingSource>();
        names(node).forEach(name -> settings.put(name, values.of(name)));
        for (var name : List.of("SERVICE_TYPE", "WORKER_TEMPORAL_TASKQUEUE")) {
            settings.remove(name);
            if (node.has(name)) {
                settings.put(
                        name,
                        new SettingSource.Plain(SecretText.of(node.path(name).asText())));
            }
        }
        return settings;
    }

    /** A container that names its own settings has those; the others have what the sample gives to all. */
    private Set<String> names(JsonNode node) {
        var names = new LinkedHashSet<String>();
        if (node.has("env")) {
            node.path("env").forEach(name -> names.add(name.asText()));
        } else {
            at(0, "env").forEach(name -> names.add(name.asText()));
            if (sample == Sample.CLOUDFORMATION_WORKFLOWS || sample == Sample.CLOUDFORMATION_AGENTS) {
                at(1, "extra_env").forEach(name -> names.add(name.asText()));
            }
            if (sample == Sample.CLOUDFORMATION_AGENTS) {
                at(2, "env").forEach(name -> names.add(name.asText()));
            }
            if (isModule()) {
                at(3, "env").forEach(name -> names.add(name.asText()));
            }
        }
        if (names.remove("POSTGRES_*")) {
            names.addAll(List.of("POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_USER", "POSTGRES_PASSWORD"));
        }
        return names;
    }

    /** Beyond their settings. */
    Map<String, ServiceDetail> details() {
        return services().stream()
                .collect(Collectors.toMap(
                        SourceService::name,
                        service -> new ServiceDetail(
                                service.name(),
                                "FARGATE",
                                family(service.name()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(
                                        service.containers().getFirst().name(),
                                        new ContainerDetail(Optional.empty(), List.of(), Map.of(), true)))));
    }
}
