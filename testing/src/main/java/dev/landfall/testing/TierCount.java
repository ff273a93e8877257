package dev.landfall.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one module's tests of one tier did, added up over the JVMs that they ran in.
 *
 * @param leftOut each test that was skipped, with its reason
 */
record TierCount(String module, Tier tier, int ran, List<String> leftOut) {

    private static final String RAN = "RAN";
    private static final String LEFT_OUT = "LEFT_OUT";

    TierCount {
        leftOut = List.copyOf(leftOut);
    }

    /** Writes one JVM's counts to {@code <module>.<fork>.tsv} in that folder, over what an earlier build left there. */
    static void write(Path folder, String module, String fork, Map<Tier, Integer> ran, Map<Tier, List<String>> leftOut)
            throws IOException {
        var lines = new ArrayList<String>();
        ran.forEach((tier, count) -> lines.add(String.join("\t", module, tier.name(), RAN, String.valueOf(count))));
        leftOut.forEach((tier, tests) -> tests.forEach(
                test -> lines.add(String.join("\t", module, tier.name(), LEFT_OUT, test.replaceAll("\\s+", " ")))));
        Files.write(Files.createDirectories(folder).resolve(module + "." + fork + ".tsv"), lines);
    }

    /** All modules' counts, by module and tier. */
    static List<TierCount> read(Path folder) throws IOException {
        var counts = new TreeMap<String, TierCount>();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(folder, "*.tsv")) {
            for (var file : files) {
                for (var line : Files.readAllLines(file)) {
                    var fields = line.split("\t", 4);
                    var tier = Tier.valueOf(fields[1]);
                    var one = fields[2].equals(RAN)
                            ? new TierCount(fields[0], tier, Integer.parseInt(fields[3]), List.of())
                            : new TierCount(fields[0], tier, 0, List.of(fields[3]));
                    counts.merge(fields[0] + tier.name(), one, TierCount::plus);
                }
            }
        }
        return counts.values().stream()
                .sorted(Comparator.comparing(TierCount::module).thenComparing(TierCount::tier))
                .toList();
    }

    private TierCount plus(TierCount other) {
        var all = new ArrayList<>(leftOut);
        all.addAll(other.leftOut);
        return new TierCount(module, tier, ran + other.ran, all);
    }
}
