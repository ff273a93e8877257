package dev.landfall.packaged;

import dev.landfall.model.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One function of the packaged archive, run by Lambda's own runtime client in a process of its own. */
final class PackagedFunction implements AutoCloseable {

    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final List<String> RUNTIME_ARCHIVES =
            List.of("aws-lambda-java-runtime-interface-client", "aws-lambda-java-serialization", "aws-lambda-java-core");

    private final RuntimeApi api = new RuntimeApi();
    private final Process process;
    private final Path log;

    private PackagedFunction(String handler, Map<String, String> environment, Path folder) throws IOException {
        log = Files.createTempFile(folder, handler, ".log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        archive() + File.pathSeparator + runtime(),
                        RUNTIME,
                        "dev.landfall.handler." + handler + "::handleRequest")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Nothing of the caller's AWS settings may reach it.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("LANDFALL_"));
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", api.address(),
                        "AWS_LAMBDA_FUNCTION_NAME", "landfall-" + handler,
                        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));
        process = builder.start();
        process.onExit().thenRun(() -> api.over(process.exitValue()));
    }

    static PackagedFunction start(String handler, Map<String, String> environment, Path folder) throws IOException {
        return new PackagedFunction(handler, environment, folder);
    }

    /** The built archive; the build hands over where it is. */
    static Path archive() {
        return Path.of(System.getProperty("landfall.lambda.archive", "target/landfall-functions-1.0.0-lambda.jar"));
    }

    RuntimeApi.Said invoke(String event) throws InterruptedException {
        return api.invoke(event);
    }

    /** {@code errorMessage} of an error. */
    static String message(RuntimeApi.Said said) throws IOException {
        return Json.MAPPER.readTree(said.body()).path("errorMessage").asText();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    private static String runtime() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> RUNTIME_ARCHIVES.stream()
                        .anyMatch(name -> Path.of(entry).getFileName().toString().startsWith(name)))
                .collect(Collectors.joining(File.pathSeparator));
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
