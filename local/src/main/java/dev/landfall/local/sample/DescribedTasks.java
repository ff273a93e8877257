package dev.landfall.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.ServiceDetails.ContainerDetail;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.cloud.InMemorySecretVault;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A source by what ECS describes of it. Without services every task definition counts as one service that runs one task.
 *
 * @param word for people and folders
 */
public record DescribedTasks(String word, AwsDescriptions described) implements DescribedSource {

    private static final String NO_DOMAIN = "retool.example.com";

    /** From files; {@code NO_TASK_DEFINITION} and others where they hold something else. */
    public static DescribedTasks read(String word, List<Path> files) {
        return new DescribedTasks(word, AwsDescriptions.read(files));
    }

    @Override
    public String domain() {
        return described.taskDefinitions().stream()
                .flatMap(definition -> definition.path("containerDefinitions").valueStream())
                .flatMap(container -> container.path("environment").valueStream())
                .filter(pair -> pair.path("name").asText().equals("BASE_DOMAIN"))
                .flatMap(pair -> host(pair.path("value").asText()).stream())
                .findFirst()
                .orElse(NO_DOMAIN);
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address.contains("://") ? address : "https://" + address)
                            .getHost())
                    .filter(host -> host.indexOf('.') > 0 && host.indexOf('.') != host.lastIndexOf('.'));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<SourceService> services(InMemorySecretVault vault) {
        return named().entrySet().stream()
                .map(each -> service(each.getKey(), each.getValue()))
                .toList();
    }

    /** A service and what it runs. */
    private record Running(JsonNode definition, JsonNode service) {}

    private Map<String, Running> named() {
        var named = new LinkedHashMap<String, Running>();
        for (var service : described.services()) {
            described
                    .runBy(service)
                    .forEach(definition ->
                            named.put(service.path("serviceName").asText(), new Running(definition, service)));
        }
        if (described.services().isEmpty()) {
            for (var definition : described.taskDefinitions()) {
                var name = AwsDescriptions.family(definition);
                var free = name;
                for (int next = 2; named.containsKey(free); next++) {
                    free = name + "-" + next;
                }
                named.put(free, new Running(definition, definition.path("none")));
            }
        }
        return named;
    }

    private static SourceService service(String name, Running running) {
        var network = running.service().path("networkConfiguration").path("awsvpcConfiguration");
        int count = running.service().path("desiredCount").asInt(1);
        return new SourceService(
                name,
                AwsDescriptions.arn(running.definition()),
                count,
                running.service().path("runningCount").asInt(count),
                0,
                Optional.empty(),
                containers(running.definition()),
                texts(network.path("subnets")),
                texts(network.path("securityGroups")),
                network.path("assignPublicIp").asText().equals("ENABLED"));
    }

    private static List<ServiceContainer> containers(JsonNode definition) {
        return definition
                .path("containerDefinitions")
                .valueStream()
                .map(container -> new ServiceContainer(
                        container.path("name").asText(),
                        container.path("image").asText(),
                        size(container.path("cpu"), definition.path("cpu")),
                        size(
                                container.has("memory")
                                        ? container.path("memory")
                                        : container.path("memoryReservation"),
                                definition.path("memory")),
                        settings(container),
                        container
                                .path("environmentFiles")
                                .valueStream()
                                .map(file -> file.path("value").asText())
                                .toList()))
                .toList();
    }

    private static int size(JsonNode container, JsonNode task) {
        return container.asInt() > 0 ? container.asInt() : task.asInt();
    }

    private static Map<String, SettingSource> settings(JsonNode container) {
        var settings = new LinkedHashMap<String, SettingSource>();
        container
                .path("secrets")
                .forEach(secret -> settings.put(
                        secret.path("name").asText(),
                        new SettingSource.Reference(secret.path("valueFrom").asText())));
        container
                .path("environment")
                .forEach(pair -> settings.put(
                        pair.path("name").asText(),
                        new SettingSource.Plain(SecretText.of(pair.path("value").asText()))));
        return settings;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    @Override
    public Map<String, ServiceDetail> details(InMemorySecretVault vault) {
        return named().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> detail(each.getKey(), each.getValue())));
    }

    private static ServiceDetail detail(String name, Running running) {
        var definition = running.definition();
        return new ServiceDetail(
                name,
                running.service()
                        .path("launchType")
                        .asText(definition
                                .path("requiresCompatibilities")
                                .path(0)
                                .asText("EC2")),
                AwsDescriptions.family(definition),
                text(definition.path("taskRoleArn")),
                text(definition.path("executionRoleArn")),
                Optional.empty(),
                new ArrayList<>(containers(definition))
                        .stream().collect(Collectors.toMap(ServiceContainer::name, (Function<
                                        ServiceContainer, ContainerDetail>)
                                container -> new ContainerDetail(Optional.empty(), List.of(), Map.of(), true))));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText()).filter(text -> !text.isEmpty());
    }

    @Override
    public SecretVault read(InMemorySecretVault vault) {
        return new UnreadVault(vault);
    }

    @Override
    public boolean hasSurroundings() {
        return false;
    }
}
