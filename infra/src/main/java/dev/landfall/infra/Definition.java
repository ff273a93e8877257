package dev.landfall.infra;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.definition.DefinitionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One state machine's definition, expanded, and which values it wants filled in. */
public record Definition(JsonNode tree) {

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");

    /** Every definition of a folder by its machine's name, such as {@code landfall-migrate}. */
    static Map<String, Definition> in(Path folder, DeploymentName deployment) {
        try {
            return DefinitionFile.in(folder).entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> deployment.named(entry.getKey()),
                            entry -> new Definition(entry.getValue()),
                            (one, other) -> one,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the definitions in " + folder, e);
        }
    }

    /** The names in <code>${…}</code>. */
    public List<String> substitutions() {
        return SUBSTITUTION
                .matcher(tree.toString())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }
}
