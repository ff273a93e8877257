package dev.landfall.embedded;

import dev.landfall.embedded.s3.S3Program;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.PrivatePlace;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real S3 server on 127.0.0.1: Adobe's S3Mock in a JVM of its own, with one bucket. It takes any credentials and wants
 * path-style addresses. Objects stay in the folder from one start to the next. It ends with {@link #stop()}, with this
 * JVM, and, because it lives on a pipe from this process, also when this process is killed.
 */
public final class S3Server implements AutoCloseable {

    /** The bucket that is there from the start. */
    public static final String BUCKET = "landfall";

    /** By name: what they extend is in the S3 program's own archive. */
    private static final String ADDITIONS =
            "dev.landfall.embedded.s3.LoopbackOnly,dev.landfall.embedded.s3.OneFirstWriter";

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

    private final Process process;
    private final Path log;
    private final int port;
    private final Thread hook = new Thread(this::end, "stop-s3");

    private S3Server(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts a server and returns when it answers. Codes of its problems: {@code PORT_IN_USE}, {@code DISK_FULL},
     * {@code S3_PROGRAM_MISSING}, {@code S3_NOT_STARTED}.
     *
     * @param folder where the objects are kept; its log is beside it
     * @param wantedPort 0 for a free one
     */
    public static S3Server start(Path folder, int wantedPort) {
        var root = folder.toAbsolutePath().normalize();
        var log = root.resolveSibling(root.getFileName() + ".log");
        var port = LoopbackPort.choose(wantedPort);
        try {
            MovedStore.settle(root);
        } catch (IOException e) {
            throw DiskProblem.of("take over the objects in " + root, e).asException(e);
        }
        var server = new S3Server(launch(root, log, port), log, port);
        Runtime.getRuntime().addShutdownHook(server.hook);
        server.awaitReady();
        return server;
    }

    public int port() {
        return port;
    }

    /** {@code http://127.0.0.1:port}: what AWS_ENDPOINT_URL_S3 takes. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What the server wrote at its last start. */
    public Path log() {
        return log;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Stops in order; does nothing when it does not run. */
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

    private static Process launch(Path root, Path log, int port) {
        try {
            Files.createDirectories(root);
            return new ProcessBuilder(command(root, port))
                    .redirectErrorStream(true)
                    .redirectOutput(PrivatePlace.file(log).toFile())
                    .start();
        } catch (IOException e) {
            throw notStarted(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> command(Path root, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                S3Archive.program().toString(),
                "-Dloader.path=" + S3Archive.addition(),
                "-Dloader.main=" + S3Program.class.getName(),
                "org.springframework.boot.loader.launch.PropertiesLauncher",
                "--spring.main.sources=" + ADDITIONS,
                "--spring.main.banner-mode=off",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--com.adobe.testing.s3mock.httpPort=" + port,
                "--com.adobe.testing.s3mock.store.root=" + root,
                "--com.adobe.testing.s3mock.store.retain-files-on-exit=true",
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET);
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
            var question =
                    (HttpURLConnection) endpoint().resolve("/" + BUCKET).toURL().openConnection();
            question.setRequestMethod("HEAD");
            question.setConnectTimeout(1_000);
            question.setReadTimeout(5_000);
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

    private static LandfallException notStarted(String said, @org.jspecify.annotations.Nullable Throwable cause) {
        var problem = said.contains("No space left on device")
                ? Problem.operator(
                        "DISK_FULL", "The disk is full: could not start S3.", "Free some space and run again.")
                : Problem.operator(
                        "S3_NOT_STARTED",
                        "Could not start the local S3 server: " + said.strip() + ".",
                        "Mend what the message names and run again.");
        return problem.asException(cause);
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
