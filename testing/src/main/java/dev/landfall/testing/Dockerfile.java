package dev.landfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A Dockerfile as a parser of Dockerfiles reads it, and what a linter says of it. */
public record Dockerfile(List<Instruction> instructions) {

    /**
     * One instruction.
     *
     * @param keyword in capitals, such as {@code VOLUME}
     * @param arguments its words; the strings of a JSON list where one stands there
     */
    public record Instruction(String keyword, List<String> arguments) {

        public Instruction {
            arguments = List.copyOf(arguments);
        }

        /** The words of a shell form, as one line. */
        public String text() {
            return String.join(" ", arguments);
        }
    }

    private static final class Installation {
        private static final PythonTools HADOLINT = PythonTools.other("container/requirements.txt", "hadolint");
        private static final Optional<String> MISSING = HADOLINT.install();
    }

    public Dockerfile {
        instructions = List.copyOf(instructions);
    }

    /** Installs the linter where it is not installed yet; says why where that is impossible. */
    static Optional<String> missing() {
        return NodeTools.missing().or(() -> Installation.MISSING);
    }

    public static Dockerfile read(Path file) {
        try {
            var lines = ToolCommand.ask(
                    List.of("node", NodeTools.script("dockerfile.js").toString()), Files.readString(file));
            return new Dockerfile(lines.lines()
                    .map(line -> Arrays.asList(line.split("\t")))
                    .map(words -> new Instruction(words.getFirst(), words.subList(1, words.size())))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + file + " was read", e);
        }
    }

    /** What hadolint complains of, its own words; empty where it finds nothing. */
    public static Optional<String> lint(Path file) throws IOException {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        var hadolint = Installation.HADOLINT.environment().resolve("bin/hadolint");
        return ToolCommand.run(file.resolveSibling(""), hadolint.toString(), "--no-color", file.toString());
    }

    /** The arguments of every instruction of that keyword, in order. */
    public List<List<String>> all(String keyword) {
        return instructions.stream()
                .filter(instruction -> instruction.keyword().equals(keyword))
                .map(Instruction::arguments)
                .toList();
    }

    /** Paths that are declared as volumes. */
    public List<String> volumes() {
        return all("VOLUME").stream().flatMap(List::stream).toList();
    }
}
