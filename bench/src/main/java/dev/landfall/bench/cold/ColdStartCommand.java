package dev.landfall.bench.cold;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.folder.OwnFile;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code landfall bench cold-start}. Exit code 0 measured, 2 not possible here. */
@Command(
        name = "cold-start",
        mixinStandardHelpOptions = true,
        description =
                "Measures on one core how long the approval page takes to start, against the least that a function can be.")
public final class ColdStartCommand implements Callable<Integer> {

    private static final int REFUSED = 2;

    @Option(
            names = "--archive",
            defaultValue = "functions/target/landfall-functions-1.0.0-lambda.jar",
            paramLabel = "FILE",
            description = "The functions' archive (default: ${DEFAULT-VALUE}).")
    private Path archive = Path.of("");

    @Option(names = "--runs", defaultValue = "9", paramLabel = "N", description = "Of each; medians are shown.")
    private int runs;

    @Option(names = "--docs", paramLabel = "DIR", description = "Where to write cold-start.md.")
    private Optional<Path> docs = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var refusal = refusal();
        if (refusal.isPresent()) {
            System.err.println(refusal.get());
            return REFUSED;
        }
        var folder = OwnFolder.temporary(Path.of(System.getProperty("java.io.tmpdir")), "landfall-cold-start-");
        String page;
        try {
            page = page(new ColdStart(archive.toAbsolutePath(), folder.path()).measure(runs));
        } finally {
            folder.delete();
        }
        System.out.print(page);
        if (docs.isPresent()) {
            page(docs.get()).write(page);
        }
        return 0;
    }

    private static OwnFile page(Path folder) {
        return new OwnFile(folder.resolve("cold-start.md"), "Written by `./landfall bench cold-start");
    }

    private Optional<String> refusal() throws IOException {
        try {
            if (docs.isPresent()) {
                page(docs.get()).refuseForeign();
            }
        } catch (LandfallException e) {
            return Optional.of(e.problem().seen() + " " + e.problem().remedy());
        }
        if (runs < 1) {
            return Optional.of("--runs begins above 0. Give a larger number.");
        }
        if (!Files.isRegularFile(archive)) {
            return Optional.of(archive + " is not there. Run mvn -pl functions -am -DskipTests package.");
        }
        return ColdStart.hasOneCore()
                ? Optional.empty()
                : Optional.of("taskset is not on the PATH, so no process can be kept on one core. Install util-linux.");
    }

    private String page(List<ColdStart.Started> started) throws IOException {
        double least = started.getFirst().median().toMillis();
        var rows = new StringBuilder();
        for (var each : started) {
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f |%n",
                    each.label(),
                    each.median().toMillis(),
                    each.median().toMillis() / least));
        }
        return """
                # Cold start

                How long a function takes from the start of its process until AWS's runtime client asks for the first event: on one core, with the
                flags that Lambda gives to Java 25, without SnapStart (which the deployed approval page has). Our handlers make
                a client of the SDK when the first event needs it, so that time is not in here. Written by `./landfall bench cold-start --docs docs`;
                run it on your machine before you believe ours.

                Measured on %s: %d of each in turns, medians. The archive has %.1f MB.

                | what starts | ms | of the least |
                |---|---|---|
                %s""".formatted(LocalDate.now(ZoneOffset.UTC), runs, Files.size(archive) / 1e6, rows);
    }
}
