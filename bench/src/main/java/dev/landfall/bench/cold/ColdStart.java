package dev.landfall.bench.cold;

import dev.landfall.embedded.lambda.LambdaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts functions with AWS's own runtime client on one core, in turns, and takes the time until each asks for its first
 * event.
 *
 * @param archive the functions' archive, as Lambda gets it
 * @param folder for logs
 */
record ColdStart(Path archive, Path folder) {

    private static final List<String> ONE_CORE = List.of("taskset", "-c", "0");

    /** Enough for a handler to be made; nothing of it is asked before the first event. */
    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("AWS_REGION", "eu-west-1"),
            Map.entry("AWS_ACCESS_KEY_ID", "local"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
            Map.entry("LANDFALL_BUCKET", "landfall-runs"),
            Map.entry("LANDFALL_KEY_ARN", "arn:aws:kms:eu-west-1:111122223333:key/one"),
            Map.entry("LANDFALL_TOKEN_KEY_ARN", "arn:aws:kms:eu-west-1:111122223333:key/four"),
            Map.entry("LANDFALL_FINGERPRINT_KEY_ARN", "arn:aws:kms:eu-west-1:111122223333:key/two"),
            Map.entry("LANDFALL_LINK_KEY_ARN", "arn:aws:kms:eu-west-1:111122223333:key/three"),
            Map.entry("LANDFALL_TOPIC_ARN", "arn:aws:sns:eu-west-1:111122223333:landfall"),
            Map.entry("LANDFALL_MOVER_IMAGE_AMD64", "registry.invalid/mover:1"),
            Map.entry("LANDFALL_SERVICE_ACCOUNT", "landfall-mover"));

    /** A handler, and how long each of its starts took. */
    record Started(String label, List<Duration> times) {

        Duration median() {
            var sorted = times.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    static boolean hasOneCore() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, ONE_CORE.getFirst())));
    }

    List<Started> measure(int runs) throws IOException, InterruptedException {
        var least = new Started("a handler that builds one client of the SDK", new ArrayList<>());
        var page = new Started("the approval page", new ArrayList<>());
        // One of each that does not count: the archive is read from disk once.
        for (int run = 0; run <= runs; run++) {
            var first = start(OneClient.class.getName(), List.of(archive, ownClasses()));
            var second = start("dev.landfall.handler.ApprovalPage", List.of(archive));
            if (run > 0) {
                least.times().add(first);
                page.times().add(second);
            }
        }
        return Arrays.asList(least, page);
    }

    private Duration start(String handler, List<Path> archives) throws IOException, InterruptedException {
        var function = new LambdaProcess.Function(archives, handler + "::handleRequest", ENVIRONMENT);
        try (var process = LambdaProcess.start(function, ONE_CORE, folder)) {
            return process.initialised();
        }
    }

    private static Path ownClasses() {
        return Path.of(ColdStart.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
