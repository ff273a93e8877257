package dev.landfall.model.rights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of the source Landfall may read or pass on: {@code deployment.access}. A capture names what the source uses; until
 * it is listed here, nobody is granted it.
 *
 * @param secrets names in Secrets Manager, or {@code *}
 * @param databaseSecrets those with the passwords of the source's databases, which the mover's task reads too
 * @param parameters names in Systems Manager, or {@code *}
 * @param environmentFiles {@code bucket/key}, or {@code *}
 * @param scheduleRoles paths and names of roles, without wildcards
 */
public record SourceAccess(
        List<String> secrets,
        List<String> databaseSecrets,
        List<String> parameters,
        List<String> environmentFiles,
        List<String> scheduleRoles) {

    /** Grants everything of its kind: the owner's decision, and never a default. */
    public static final String EVERYTHING = "*";

    private static final String ROLE = ":role/";

    /** Of a checked configuration. */
    public static SourceAccess of(JsonNode landfall) {
        return new SourceAccess(
                texts(landfall, "secrets"),
                texts(landfall, "databaseSecrets"),
                texts(landfall, "parameters"),
                texts(landfall, "environmentFiles"),
                texts(landfall, "scheduleRoles").stream()
                        .map(role -> role.substring(role.indexOf(ROLE) + ROLE.length()))
                        .toList());
    }

    /** The kinds of which everything is granted, by their keys in {@code landfall.json}. */
    public List<String> everything() {
        return Stream.of(
                        Map.entry("secrets", secrets),
                        Map.entry("databaseSecrets", databaseSecrets),
                        Map.entry("parameters", parameters),
                        Map.entry("environmentFiles", environmentFiles))
                .filter(kind -> kind.getValue().contains(EVERYTHING))
                .map(kind -> "deployment.access." + kind.getKey())
                .toList();
    }

    /** What stands for the names of {@link AwsResource}. */
    Map<String, List<String>> names() {
        return Map.of(
                "secret",
                Stream.concat(secrets.stream(), databaseSecrets.stream())
                        .flatMap(SourceAccess::secret)
                        .distinct()
                        .toList(),
                "databaseSecret",
                databaseSecrets.stream().flatMap(SourceAccess::secret).toList(),
                "parameter",
                parameters.stream().map(name -> name.replaceFirst("^/", "")).toList(),
                "environmentFile",
                environmentFiles.stream()
                        .map(file -> file.equals(EVERYTHING) ? "*/*.env" : file)
                        .toList(),
                "scheduleRole",
                scheduleRoles);
    }

    /** Secrets Manager puts a hyphen and six characters of its own behind a name, and a task definition may give either. */
    private static Stream<String> secret(String name) {
        return name.equals(EVERYTHING) ? Stream.of(name) : Stream.of(name, name + "-??????");
    }

    private static List<String> texts(JsonNode landfall, String key) {
        return landfall.at("/deployment/access/" + key)
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
