package dev.landfall.embedded.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One function, run by Lambda's own runtime client in a process of its own, which ends with {@link #close()}. */
public final class LambdaProcess implements AutoCloseable {

    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final List<String> RUNTIME_ARCHIVES = List.of(
            "aws-lambda-java-runtime-interface-client", "aws-lambda-java-serialization", "aws-lambda-java-core");
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private final RuntimeApi api = new RuntimeApi();
    private final Process process;
    private final Instant begun;
    private final Path log;

    private LambdaProcess(Function function, List<String> wrapper, Path folder) throws IOException {
        log = Files.createTempFile(folder, "function-", ".log");
        var builder = new ProcessBuilder(command(function, wrapper))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Nothing of the caller's AWS settings may reach it.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("LANDFALL_"));
        builder.environment().putAll(function.environment());
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", api.address(),
                        "AWS_LAMBDA_FUNCTION_NAME", "landfall",
                        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));
        begun = Instant.now();
        process = builder.start();
        Thread.ofPlatform().daemon().name("watch-function").start(this::watch);
    }

    private void watch() {
        try {
            api.over(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What to run.
     *
     * @param archives class path beside the runtime client's own
     * @param handler as Lambda takes it: {@code package.Class::method}
     */
    public record Function(List<Path> archives, String handler, Map<String, String> environment) {
        public Function {
            archives = List.copyOf(archives);
            environment = Map.copyOf(environment);
        }
    }

    /** Starts it; its log goes into the folder. */
    public static LambdaProcess start(Function function, Path folder) throws IOException {
        return new LambdaProcess(function, List.of(), folder);
    }

    /** Starts it by another program, such as {@code taskset -c 0}. */
    public static LambdaProcess start(Function function, List<String> wrapper, Path folder) throws IOException {
        return new LambdaProcess(function, wrapper, folder);
    }

    private static List<String> command(Function function, List<String> wrapper) {
        var command = new ArrayList<>(wrapper);
        // The flags that Lambda starts Java 25 with.
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx400m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(function.archives()),
                RUNTIME,
                function.handler()));
        return command;
    }

    private static String classPath(List<Path> archives) {
        var path = new ArrayList<String>();
        archives.forEach(archive -> path.add(archive.toString()));
        Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> RUNTIME_ARCHIVES.stream()
                        .anyMatch(name -> new File(entry).getName().startsWith(name)))
                .forEach(path::add);
        return String.join(File.pathSeparator, path);
    }

    /** Hands over one event and waits for what the function says of it. */
    public Said invoke(String event) throws InterruptedException {
        return api.invoke(event);
    }

    /** How long it took until the runtime asked for its first event. */
    public Duration initialised() throws InterruptedException {
        try {
            return Duration.between(begun, api.ready().get(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the function did not start; see " + log, e);
        }
    }

    /** What it wrote so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
