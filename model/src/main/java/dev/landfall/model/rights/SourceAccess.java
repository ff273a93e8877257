package dev.landfall.model.rights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
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

    /** What a first deployment grants. */
    public static final SourceAccess NONE = new SourceAccess(List.of(), List.of(), List.of(), List.of(), List.of());

    private static final String ROLE = ":role/";

    /** {@code arn:partition:secretsmanager:region:account:secret:name}, with more behind it where a task names a key. */
    private static final Pattern SECRET = Pattern.compile("arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:([^:]+).*");

    private static final String SUFFIX = "-[A-Za-z0-9]{6}";

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

    /** Of a reference to Secrets Manager; empty for any other. */
    public static Optional<String> secretName(String reference) {
        var found = SECRET.matcher(reference);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** What somebody uses and this does not name. */
    public SourceAccess lacking(SourceAccess used) {
        return new SourceAccess(
                used.secrets.stream().filter(name -> !readsSecret(name)).toList(),
                used.databaseSecrets.stream()
                        .filter(name -> !readsDatabaseSecret(name))
                        .toList(),
                used.parameters.stream().filter(name -> !readsParameter(name)).toList(),
                used.environmentFiles.stream()
                        .filter(file -> !environmentFiles.contains(EVERYTHING) && !environmentFiles.contains(file))
                        .toList(),
                used.scheduleRoles.stream()
                        .filter(role -> !scheduleRoles.contains(role))
                        .toList());
    }

    /** Both lists together. */
    public SourceAccess and(SourceAccess other) {
        return new SourceAccess(
                both(secrets, other.secrets),
                both(databaseSecrets, other.databaseSecrets),
                both(parameters, other.parameters),
                both(environmentFiles, other.environmentFiles),
                both(scheduleRoles, other.scheduleRoles));
    }

    /** Whether nothing is named. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** All names, of whatever kind. */
    public List<String> all() {
        return Stream.of(secrets, databaseSecrets, parameters, environmentFiles, scheduleRoles)
                .flatMap(List::stream)
                .toList();
    }

    /** As {@code landfall.json} has it: kinds without a name are left out. Roles, which a file names by ARN, too. */
    public Map<String, List<String>> listed() {
        var listed = new TreeMap<>(Map.of(
                "secrets", secrets,
                "databaseSecrets", databaseSecrets,
                "parameters", parameters,
                "environmentFiles", environmentFiles));
        listed.values().removeIf(List::isEmpty);
        return listed;
    }

    private boolean readsSecret(String name) {
        return names(secrets, name) || names(databaseSecrets, name);
    }

    /** Whether the mover's task may read a secret of that name. */
    public boolean readsDatabaseSecret(String name) {
        return names(databaseSecrets, name);
    }

    private boolean readsParameter(String name) {
        return parameters.contains(EVERYTHING)
                || parameters.stream().anyMatch(each -> withoutSlash(each).equals(withoutSlash(name)));
    }

    /** With the six characters at its end or without them. */
    private static boolean names(List<String> granted, String name) {
        return granted.stream()
                .anyMatch(each -> each.equals(EVERYTHING)
                        || each.equals(name)
                        || name.matches(Pattern.quote(each) + SUFFIX)
                        || each.matches(Pattern.quote(name) + SUFFIX));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private static String withoutSlash(String name) {
        return name.replaceFirst("^/", "");
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
                parameters.stream().map(SourceAccess::withoutSlash).toList(),
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
