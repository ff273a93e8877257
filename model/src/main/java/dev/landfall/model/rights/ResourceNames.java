package dev.landfall.model.rights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.DeploymentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What stands for the names in braces of {@link AwsResource}: the deployment fills in policies with it, and a function
 * what it asks about its own rights.
 *
 * @param values each name with all it stands for; without a value the resource does not exist, and is granted to nobody
 */
public record ResourceNames(Map<String, List<String>> values) {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    public ResourceNames {
        values = Map.copyOf(values);
    }

    /** Where the resources are; in a template these are tokens. */
    public record Place(String partition, String region, String account) {}

    /** Of {@code landfall.json}, which the schema has checked; the deployment's own resources are not in it. */
    public static ResourceNames configured(JsonNode landfall) {
        // Of an ARN the last part is the name.
        var cluster = landfall.at("/source/cluster").asText();
        var schedules = ScheduleResources.of(Optional.of(landfall.at("/source/schedules"))
                .filter(given -> !given.isMissingNode())
                .map(given -> texts(landfall, "/source/schedules")));
        var names = new TreeMap<>(SourceAccess.of(landfall).names());
        names.putAll(Map.of(
                "sourceCluster", List.of(cluster.substring(cluster.lastIndexOf('/') + 1)),
                "service", texts(landfall, "/source/services"),
                "deployment",
                        List.of(DeploymentName.of(Optional.of(
                                                landfall.at("/deployment/name").asText(""))
                                        .filter(name -> !name.isEmpty()))
                                .prefix()),
                "rule", schedules.rules(),
                "schedule", schedules.schedules(),
                "kmsKey", texts(landfall, "/deployment/kmsKeys"),
                "targetCluster", List.of(landfall.at("/target/cluster").asText()),
                "zone",
                        List.of(Optional.of(landfall.at("/dns/zoneId").asText(""))
                                .filter(zone -> !zone.isEmpty())
                                .orElse("*"))));
        return new ResourceNames(names);
    }

    /** With one more name, or another value of it. */
    public ResourceNames with(String name, String value) {
        var more = new TreeMap<>(values);
        more.put(name, List.of(value));
        return new ResourceNames(more);
    }

    /** The ARNs of a resource. */
    public List<String> arns(ArnPattern resource, Place place) {
        var pattern = resource.pattern();
        var name = NAME.matcher(pattern);
        if (name.matches()) {
            return values.getOrDefault(name.group(1), List.of());
        }
        var own = pattern.replace("{region}", place.region()).replace("{account}", place.account());
        return filled(own).stream()
                .map(filled -> resource == AwsResource.ANY ? filled : "arn:" + place.partition() + ":" + filled)
                .toList();
    }

    private List<String> filled(String pattern) {
        // Values of the stack are marked ${Token[…]}, so a brace alone is not yet a name.
        var unknown = values.keySet().stream()
                .filter(name -> pattern.contains("{" + name + "}"))
                .findFirst();
        return unknown.map(name -> values.getOrDefault(name, List.of()).stream()
                        .flatMap(value -> filled(pattern.replace("{" + name + "}", value)).stream())
                        .toList())
                .orElse(List.of(pattern));
    }

    private static List<String> texts(JsonNode landfall, String pointer) {
        return landfall.at(pointer).valueStream().map(JsonNode::asText).toList();
    }
}
