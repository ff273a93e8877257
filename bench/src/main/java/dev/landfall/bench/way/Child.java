package dev.landfall.bench.way;

import dev.landfall.bench.Allowance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Child {

    private static final long POLL_MILLISECONDS = 50;

    private final Process process;
    private final Path log;
    private final String name;
    private final Allowance allowance;
    private final long started = System.nanoTime();
    private double peakMebibytes;

    private Child(Process process, Path log, String name, Allowance allowance) {
        this.process = process;
        this.log = log;
        this.name = name;
        this.allowance = allowance;
    }

    /** @param allowance that it is held to */
    static Child start(Allowance allowance, List<String> command, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            return new Child(
                    builder.start(),
                    log,
                    Path.of(command.getFirst()).getFileName().toString(),
                    allowance);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it; returns its seconds. */
    static double run(Allowance allowance, List<String> command, Map<String, String> environment, Path log) {
        var started = System.nanoTime();
        start(allowance, command, environment, log).await();
        return (System.nanoTime() - started) / 1e9;
    }

    /** Waits for its end, watching its memory; fails with what it said where it failed. */
    Child await() {
        try {
            while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                peakMebibytes = Math.max(peakMebibytes, highWater());
                if (allowance.isExceededBy(taken())) {
                    end();
                }
            }
            if (process.exitValue() != 0) {
                var said = Files.readString(log);
                throw new IllegalStateException(name + " ended with " + process.exitValue() + ": "
                        + said.substring(Math.max(0, said.length() - 1500)));
            }
            return this;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Duration taken() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void end() throws InterruptedException {
        var took = taken().toSeconds();
        var spawned = process.descendants().toList();
        process.destroyForcibly().waitFor();
        spawned.forEach(ProcessHandle::destroyForcibly);
        throw new IllegalStateException("ended after " + took + " s, for it may take " + allowance.reason());
    }

    /** {@code VmHWM}, in MiB. */
    double peakMebibytes() {
        return peakMebibytes;
    }

    private double highWater() {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024.0;
        } catch (IOException | UncheckedIOException e) {
            // It ended between two looks.
            return 0;
        }
    }
}
