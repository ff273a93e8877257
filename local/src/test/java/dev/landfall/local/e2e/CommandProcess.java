package dev.landfall.local.e2e;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.Main;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.execution.ExecutionRecord;
import dev.landfall.local.world.execution.ExecutionRecords;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A command as a process of its own, as a shell starts it, so that signals meet what they meet there. */
final class CommandProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Process process;
    private final Path out;
    private final Path err;
    private final WorldHome home;
    private final int before;

    private CommandProcess(Process process, Path out, Path err, WorldHome home, int before) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.home = home;
        this.before = before;
    }

    /** How it ended. */
    record Ended(int code, JsonNode json, List<String> err) {}

    /** With {@code --json} and the world's folder. */
    static CommandProcess start(Path folder, WorldHome home, String... words) throws IOException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlandfall.root=" + System.getProperty("landfall.root"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--json", "--home", home.root().toString()));
        var out = Files.createTempFile(folder, words[0], ".out");
        var err = Files.createTempFile(folder, words[0], ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LANDFALL_STRICT_AWS", "off");
        return new CommandProcess(builder.start(), out, err, home, records(home).size());
    }

    static Ended run(Path folder, WorldHome home, String... words) throws IOException, InterruptedException {
        try (var process = start(folder, home, words)) {
            return process.end();
        }
    }

    /** Waits until the run of this command has entered that state. */
    CommandProcess until(String state) throws IOException {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (records(home).stream()
                .skip(before)
                .flatMap(record -> record.states().stream())
                .noneMatch(entered -> entered.name().equals(state))) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("never entered " + state + ": " + Files.readString(err));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return this;
    }

    /** Sends a signal, such as {@code INT}, and waits for the end. */
    CommandProcess signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        return this;
    }

    /** The end with its one object. */
    Ended end() throws IOException, InterruptedException {
        await();
        var json = Json.MAPPER
                .reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(Files.readString(out));
        return new Ended(process.exitValue(), json, Files.readAllLines(err));
    }

    /** Of one that was killed: it says nothing. */
    void await() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("does not end");
        }
    }

    private static List<ExecutionRecord> records(WorldHome home) {
        return new ExecutionRecords(home.executions(), Clock.systemUTC()).all();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
