package dev.landfall.model.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A definition in the Amazon States Language, as YAML. Expanding it gives the JSON that AWS runs: anchors and merge keys
 * are filled in, and the keys of the top level that begin with {@code x-}, where they are declared, are left out.
 *
 * <p>Everything that needs a definition reads it here: the synth, the local engine, {@code states run} and the tests.
 */
public final class DefinitionFile {

    /** What the files of {@code statemachine/} end with. */
    public static final String SUFFIX = ".asl.yaml";

    private static final String DECLARATION = "x-";

    /** Retry classes are named once and used in every state. */
    private static final int MOST_ALIASES = 100_000;

    private DefinitionFile() {}

    /** Whether the file's name says that it is YAML. */
    public static boolean isYaml(Path file) {
        var name = file.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /** Reads and expands; {@code DEFINITION_UNREADABLE} names line and column where it is not YAML. */
    public static JsonNode read(Path file) {
        try {
            return expand(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw unreadable("There is no definition " + file + ".", "Check the path, or use a complete checkout.", e);
        } catch (IOException e) {
            throw unreadable(
                    "The definition " + file + " cannot be read as UTF-8 text.",
                    "Check that you may read it, and that it is a text.",
                    e);
        }
    }

    /** Every definition of a folder by its name, such as {@code migrate}, expanded. */
    public static Map<String, JsonNode> in(Path folder) throws IOException {
        var found = new TreeMap<String, JsonNode>();
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                found.put(folder.relativize(file).toString().replace(SUFFIX, ""), read(file));
            }
        }
        return found;
    }

    /** As {@link #read}, indented: what linters and people look at. */
    public static byte[] json(Path file) {
        return (read(file).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** {@code name} is used in complaints. */
    static JsonNode expand(String text, String name) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            JsonNode tree = Json.MAPPER.valueToTree(new Yaml(new SafeConstructor(options)).load(text));
            if (tree instanceof ObjectNode machine) {
                return withoutDeclarations(machine);
            }
        } catch (MarkedYAMLException e) {
            var place = e.getProblemMark();
            throw unreadable(
                    "The definition " + name + " is not YAML: "
                            + (place == null
                                    ? ""
                                    : "line " + (place.getLine() + 1) + ", column " + (place.getColumn() + 1) + ": ")
                            + e.getProblem() + ".",
                    "Correct it there.",
                    e);
        } catch (YAMLException e) {
            throw unreadable("The definition " + name + " is not YAML.", "Correct it.", e);
        }
        throw unreadable("The definition " + name + " is no mapping.", "Begin it with StartAt and States.", null);
    }

    private static JsonNode withoutDeclarations(ObjectNode machine) {
        var expanded = Json.MAPPER.createObjectNode();
        machine.properties().stream()
                .filter(field -> !field.getKey().startsWith(DECLARATION))
                .forEach(field -> expanded.set(field.getKey(), field.getValue()));
        return expanded;
    }

    private static RuntimeException unreadable(String seen, String remedy, @Nullable Throwable cause) {
        return Problem.operator("DEFINITION_UNREADABLE", seen, remedy).asException(cause);
    }
}
