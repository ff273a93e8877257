package dev.landfall.preflight;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.gateway.Databases.DatabaseFacts;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decisions about the databases, from facts of both sides. */
final class DatabaseChecks {

    static final String VERSION = "postgresql-version";
    static final String EXTENSIONS = "extensions";
    static final String SPACE = "space";
    static final String PROTECTION = "deletion-protection";

    /** It is an argument of the deletion, kept in Terraform's state and nowhere in RDS. */
    private static final String FINAL_SNAPSHOT =
            " Whether a final snapshot would be made is not told by RDS: see skip_final_snapshot in the module's input.";

    private static final long GIB = 1L << 30;
    private static final long LARGE_GIB = 200;

    private DatabaseChecks() {}

    /** One database's facts on both sides. */
    record Pair(CapturedDatabase database, DatabaseFacts source, DatabaseFacts target) {}

    static Check version(List<Pair> pairs) {
        var seen = pairs.stream()
                        .map(pair ->
                                pair.database().name() + ": " + pair.source().version() + " on the source, "
                                        + pair.target().version() + " on the target")
                        .collect(Collectors.joining("; "))
                + ".";
        return pairs.stream()
                        .anyMatch(pair ->
                                pair.target().majorVersion() < pair.source().majorVersion())
                ? Check.blocker(
                        VERSION, seen, "Upgrade the target's server: an older one cannot load a newer one's dump.")
                : Check.ok(VERSION, seen);
    }

    static Check extensions(List<Pair> pairs) {
        var missing = new TreeSet<String>();
        for (var pair : pairs) {
            for (var extension : pair.source().extensions().keySet()) {
                if (!pair.target().availableExtensions().contains(extension)) {
                    missing.add(extension + " (" + pair.database().name() + ")");
                }
            }
        }
        return missing.isEmpty()
                ? Check.ok(EXTENSIONS, "The target's servers offer every extension that the source uses.")
                : Check.blocker(
                        EXTENSIONS,
                        "The target's server lacks " + String.join(", ", missing) + ".",
                        "Make them available there, by parameter group or engine version, or remove them from the source.");
    }

    /** Space for the data twice, on the target's instance. */
    static Check space(List<Pair> pairs, Optional<DatabaseInstance> target) {
        long bytes = pairs.stream().mapToLong(pair -> pair.source().bytes()).sum();
        var gib = Math.ceilDiv(bytes, GIB);
        if (gib > LARGE_GIB) {
            return Check.warning(
                    SPACE,
                    "The databases hold " + gib + " GiB.",
                    "Above " + LARGE_GIB
                            + " GiB a dump needs a long window: consider database.strategy shared, and rehearse with care.");
        }
        if (target.isEmpty()) {
            return Check.notChecked(
                    SPACE,
                    "Not looked at yet: no database instance answers to the target's endpoint, so its size is unknown.");
        }
        // The old databases stay until the copies are whole.
        var there = Math.ceilDiv(
                pairs.stream().mapToLong(pair -> pair.target().bytes()).sum(), GIB);
        var needed = 2 * gib + there;
        var seen = "The databases hold " + gib + " GiB, the target's own, which stay until the copies are whole, "
                + there + " GiB; " + target.get().id() + " has " + target.get().allocatedGib() + " GiB.";
        return target.get().allocatedGib() < needed
                ? Check.warning(SPACE, seen, "Give the target's instance " + needed + " GiB.")
                : Check.ok(SPACE, seen);
    }

    static Check protection(Optional<DatabaseInstance> target) {
        if (target.isEmpty()) {
            return Check.notChecked(
                    PROTECTION, "Not looked at yet: no database instance answers to the target's endpoint.");
        }
        return target.get().deletionProtection()
                ? Check.ok(PROTECTION, target.get().id() + " is protected against deletion." + FINAL_SNAPSHOT)
                : Check.warning(
                        PROTECTION,
                        target.get().id() + " is not protected against deletion." + FINAL_SNAPSHOT,
                        "Switch deletion protection on, and the final snapshot, which the module leaves off.");
    }
}
