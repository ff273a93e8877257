package dev.landfall.embedded;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.PrivatePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * moto on 127.0.0.1: many AWS services in one Python process, kept in memory. It takes any credentials. It ends with
 * {@link #stop()}, with this JVM, and, because it lives on a pipe from this process, also when this process is killed.
 */
public final class MotoServer implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);
    private static final String PROGRAM = program();

    private final Process process;
    private final Path log;
    private final int port;
    private final Thread hook = new Thread(this::end, "stop-moto");

    private MotoServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts a server on a free port and returns when it answers; {@code MOTO_NOT_STARTED} otherwise.
     *
     * @param python the interpreter of an environment that holds {@code moto[server]}
     * @param log the file that takes what the server says
     */
    public static MotoServer start(Path python, Path log) {
        var port = LoopbackPort.choose(0);
        var server = new MotoServer(launch(python, log, port), log, port);
        Runtime.getRuntime().addShutdownHook(server.hook);
        server.awaitReady();
        return server;
    }

    /** {@code http://127.0.0.1:port}: what AWS_ENDPOINT_URL takes. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Forgets everything in every service and account. */
    public void reset() {
        try {
            var request = (HttpURLConnection)
                    endpoint().resolve("/moto-api/reset").toURL().openConnection();
            request.setRequestMethod("POST");
            if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException("moto did not reset: it answered " + request.getResponseCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("moto did not reset", e);
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Stops; does nothing when it does not run. */
    public void stop() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down and runs the hook itself.
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static Process launch(Path python, Path log, int port) {
        try {
            return new ProcessBuilder(List.of(python.toString(), "-c", PROGRAM, String.valueOf(port)))
                    .redirectErrorStream(true)
                    .redirectOutput(PrivatePlace.file(log).toFile())
                    .start();
        } catch (IOException e) {
            throw notStarted(String.valueOf(e.getMessage()), e);
        }
    }

    private static String program() {
        try (var in = MotoServer.class.getResourceAsStream("moto-server.py")) {
            if (in == null) {
                throw new IllegalStateException("moto-server.py is missing beside MotoServer");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                stop();
                throw notStarted(lastOfLog(), null);
            }
            pause();
        }
    }

    private boolean answers() {
        try {
            var question = (HttpURLConnection)
                    endpoint().resolve("/moto-api/data.json").toURL().openConnection();
            question.setConnectTimeout(1_000);
            question.setReadTimeout(10_000);
            return question.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String lastOfLog() {
        try {
            var lines = Files.readAllLines(log);
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "it ended without a word";
        }
    }

    private static LandfallException notStarted(String said, @Nullable Throwable cause) {
        return Problem.operator(
                        "MOTO_NOT_STARTED",
                        "Could not start moto: " + said.strip() + ".",
                        "Mend what the message names and run again.")
                .asException(cause);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server to start", e);
        }
    }
}
