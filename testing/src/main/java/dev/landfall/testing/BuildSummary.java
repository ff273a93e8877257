package dev.landfall.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The last words of a build: which tiers of tests ran in which module, what was left out and why, and what took longest. */
public final class BuildSummary {

    private static final int SLOWEST = 10;

    private BuildSummary() {}

    /** Prints them for the repository whose root folder is the only argument. */
    public static void main(String[] arguments) throws IOException {
        print(Path.of(arguments[0]), System.out);
    }

    static void print(Path root, PrintStream out) throws IOException {
        var counts = TierCount.read(root.resolve("target/tiers"));
        out.println(counts.isEmpty() ? "Test tiers: none, no test ran." : "Test tiers:");
        for (var count : counts) {
            if (count.ran() > 0) {
                out.printf(
                        "  %-18s %-10s ran       %4d tests  (%s)%n",
                        count.module(), count.tier(), count.ran(), count.tier().description());
            }
            for (var test : count.leftOut()) {
                out.printf("  %-18s %-10s LEFT OUT  %s%n", count.module(), count.tier(), test);
            }
        }
        out.println("The slowest test classes:");
        for (var time : ClassTime.read(root).stream().limit(SLOWEST).toList()) {
            out.printf("  %-18s %6.1f s  %s%n", time.module(), time.seconds(), time.name());
        }
    }
}
