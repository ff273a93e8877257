package dev.landfall.bench;

import dev.landfall.bench.way.Ways;
import dev.landfall.model.folder.OwnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as a page. */
record Page(Results results) {

    private static final String PLOT_SIGN = "<!-- Written by ./landfall bench -->";

    private static OwnFile page(Path folder) {
        return new OwnFile(folder.resolve("performance.md"), "Written by `./landfall bench");
    }

    private static OwnFile plot(Path folder) {
        return new OwnFile(folder.resolve("performance.svg"), PLOT_SIGN);
    }

    /** {@code FILE_NOT_OURS} where a file of somebody else's has one of the names. */
    static void refuseForeign(Path folder) throws IOException {
        page(folder).refuseForeign();
        plot(folder).refuseForeign();
    }

    void write(Path folder) {
        try {
            refuseForeign(folder);
            plot(folder).write(new Plot(results).svg().stripTrailing() + "\n" + PLOT_SIGN + "\n");
            page(folder)
                    .write(frame().replace("${tables}", tables().strip())
                            .replace("${date}", results.date())
                            .replace("${runs}", results.runs() == 1 ? "once" : results.runs() + " times")
                            .replace("${machine}", results.machine().text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Markdown, one table a database. */
    String tables() {
        var text = new StringBuilder();
        for (var size : results.sizes()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n## %s (%.1f GB on disk)%n%n| way | wall s | of the guide | servers alone, s | × servers alone | CPU s source / target"
                            + " / client | client %% of CPU | between, GB | peak MiB dump / restore |%n|---|---|---|---|---|---|---|---|---|%n",
                    size.label(),
                    size.bytes() / 1e9));
            var measured = results.of(size.database());
            var guide = measured.stream()
                    .filter(one -> one.way().equals(Ways.GUIDE) && !one.runs().isEmpty())
                    .findFirst()
                    .map(Measured::seconds);
            measured.forEach(
                    one -> text.append(row(one, guide, results.machine().cores())));
        }
        if (!results.limits().isEmpty()) {
            text.append(String.format(Locale.ROOT, "%n## Limits of this machine%n%n| what | MB/s |%n|---|---|%n"));
        }
        for (var limit : results.limits()) {
            text.append(String.format(Locale.ROOT, "| %s | %.0f |%n", limit.what(), limit.megabytesPerSecond()));
        }
        return text.toString();
    }

    private static String row(Measured one, Optional<Double> guide, int cores) {
        if (one.runs().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "| %s | not measured: %s | | | | | | | |%n",
                    one.label(),
                    one.missing().orElse("no run"));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %s | %.1f | %.2f | %.0f / %.0f / %.0f | %.0f | %.2f | %s |%n",
                one.label(),
                one.seconds(),
                ratio(one.seconds(), guide),
                one.median(run -> run.serversAlone(cores)),
                one.median(run -> run.seconds() / run.serversAlone(cores)),
                one.median(Measured.Run::sourceCpuSeconds),
                one.median(Measured.Run::targetCpuSeconds),
                one.median(Measured.Run::clientCpuSeconds),
                one.median(Measured.Run::clientPercent),
                one.median(run -> run.diskBytes() / 1e9),
                memory(one.peak(Measured.Run::outMebibytes), one.peak(Measured.Run::inMebibytes)));
    }

    private static String ratio(double seconds, Optional<Double> guide) {
        return guide.map(whole -> String.format(Locale.ROOT, "%.3f", seconds / whole))
                .orElse("");
    }

    /** Of the process that reads and of the one that loads; of the one that does both. */
    private static String memory(Optional<Double> out, Optional<Double> in) {
        return Stream.of(out, in)
                .flatMap(Optional::stream)
                .map(peak -> String.format(Locale.ROOT, "%.0f", peak))
                .collect(Collectors.joining(" / "));
    }

    private static String frame() {
        try (var in = Page.class.getResourceAsStream("performance.md")) {
            if (in == null) {
                throw new IllegalStateException("performance.md is missing beside Page");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
