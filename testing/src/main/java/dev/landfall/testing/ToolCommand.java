package dev.landfall.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A command that installs programs for tests, or is one of them. */
final class ToolCommand {

    private static final long DONE_WITHIN_MINUTES = 15;

    private ToolCommand() {}

    /** Runs it in a folder; the last line that it said, if it failed. */
    static Optional<String> run(Path folder, String... command) throws IOException {
        var said = Files.createTempFile("landfall-tools-", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(DONE_WITHIN_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                return Optional.of("not done within " + DONE_WITHIN_MINUTES + " minutes");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(lastLine(Files.readAllLines(said)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            Files.delete(said);
        }
    }

    /** Runs a program that reads everything before it answers, so that one pipe after the other is safe; its answer. */
    static String ask(List<String> command, String question) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(question.getBytes(StandardCharsets.UTF_8));
        }
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getLast() + " ended with " + process.exitValue());
        }
        return answer;
    }

    private static String lastLine(List<String> lines) {
        return lines.reversed().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("it ended without a word");
    }
}
