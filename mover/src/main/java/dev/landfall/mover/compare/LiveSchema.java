package dev.landfall.mover.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Two live schemas, as {@code pg_dump --schema-only} of one version writes them.
 *
 * @param diff of the objects that count as different, each as a unified diff of its own
 */
record LiveSchema(SchemaComparison comparison, List<String> diff) {

    private static final int CONTEXT_LINES = 3;

    LiveSchema {
        diff = List.copyOf(diff);
    }

    /** Where no pg_dump here is as new as both servers, the objects' names alone are compared, by the catalogs. */
    static LiveSchema of(
            PostgresPrograms programs,
            Server source,
            Snapshot sourceSnapshot,
            Server target,
            Snapshot targetSnapshot,
            ConstraintCheck constraints,
            StopSignal stop) {
        var sourceMajor = sourceSnapshot.ask("asking its version", Server::major);
        var targetMajor = targetSnapshot.ask("asking its version", Server::major);
        var newest = Math.max(sourceMajor, targetMajor);
        var chosen = programs.majors().choose(newest, newest).flatMap(programs::ofMajor);
        if (chosen.isEmpty()) {
            return new LiveSchema(byNames(sourceSnapshot, targetSnapshot, newest), List.of());
        }
        var program = chosen.get().program("pg_dump");
        var before = SchemaObjects.of(
                SchemaLines.ofDump(new ClientProgram(program, source), sourceSnapshot, stop), constraints);
        var after = SchemaObjects.of(
                SchemaLines.ofDump(new ClientProgram(program, target), targetSnapshot, stop), constraints);
        var printedAlike = sourceMajor.equals(targetMajor);
        return new LiveSchema(SchemaComparison.between(before, after, printedAlike), diff(before, after, printedAlike));
    }

    private static SchemaComparison byNames(Snapshot source, Snapshot target, int major) {
        var before = source.ask("listing its objects", CatalogNames::read);
        var after = target.ask("listing its objects", CatalogNames::read);
        return SchemaComparison.unseen(
                "No pg_dump here is as new as a server of PostgreSQL " + major
                        + ", so only the names of objects were compared and not their definitions. Install the client"
                        + " programs of PostgreSQL " + major + " or newer, or set " + PostgresPrograms.VARIABLE
                        + " to their folder.",
                before.against(after));
    }

    private static List<String> diff(SchemaObjects before, SchemaObjects after, boolean printedAlike) {
        var names = new TreeSet<>(before.definitions().keySet());
        names.addAll(after.definitions().keySet());
        var diff = new ArrayList<String>();
        for (var name : names) {
            var old = before.definitions().getOrDefault(name, List.of());
            var now = after.definitions().getOrDefault(name, List.of());
            if (!old.equals(now) && (printedAlike || old.isEmpty() || now.isEmpty())) {
                diff.addAll(UnifiedDiffUtils.generateUnifiedDiff(
                        "source: " + name, "target: " + name, old, DiffUtils.diff(old, now), CONTEXT_LINES));
            }
        }
        return diff;
    }
}
