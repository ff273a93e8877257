package dev.landfall.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.definition.DefinitionFile;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what {@code states run} is given, and says in one sentence why it cannot. */
record StatesRunFiles(InputStream standardInput) {

    /** The file's name without what follows the first dot, as far as AWS allows it in a name. */
    static String machineName(Path definition) {
        var file = definition.getFileName();
        var name =
                (file == null ? "" : file.toString()).replaceFirst("\\..*", "").replaceAll("[^A-Za-z0-9_-]", "-");
        return name.isEmpty() ? "definition" : name;
    }

    /** The definition's JSON, expanded where the file is YAML. */
    String definition(Path file) {
        return DefinitionFile.isYaml(file) ? DefinitionFile.read(file).toString() : text(file, "definition");
    }

    /** The same as a tree. */
    JsonNode definitionTree(Path file) {
        return DefinitionFile.isYaml(file) ? DefinitionFile.read(file) : json(file, "definition");
    }

    String text(Path file, String what) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw Problem.operator(
                            "FILE_UNREADABLE",
                            "The %s %s cannot be read as UTF-8 text.".formatted(what, file),
                            "Check that the file exists and that you may read it.")
                    .asException(unreadable);
        }
    }

    JsonNode json(Path file, String what) {
        return parse(text(file, what), "The " + what + " " + file);
    }

    /** Reads a file, or standard input where the name is a single hyphen. */
    JsonNode input(String name) {
        if (!name.equals("-")) {
            return json(Path.of(name), "input");
        }
        try {
            return parse(
                    new String(standardInput.readAllBytes(), StandardCharsets.UTF_8), "The input on standard input");
        } catch (IOException unreadable) {
            throw Problem.operator(
                            "FILE_UNREADABLE", "Standard input cannot be read.", "Give a file with --input instead.")
                    .asException(unreadable);
        }
    }

    private static JsonNode parse(String text, String what) {
        try {
            var node = Json.MAPPER
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException notJson) {
            var place = notJson.getLocation();
            throw Problem.operator(
                            "NOT_JSON",
                            "%s is not JSON: see line %d, column %d."
                                    .formatted(
                                            what,
                                            place == null ? 1 : place.getLineNr(),
                                            place == null ? 1 : place.getColumnNr()),
                            "Correct it there.")
                    .asException(notJson);
        }
        throw Problem.operator("NOT_JSON", what + " is empty.", "Write at least {} into it.")
                .asException();
    }
}
