package dev.landfall.mover.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import java.util.List;

/** Two schemas as {@code pg_dump --schema-only} of one version writes them, without what may differ. */
final class SchemaDiff {

    private static final int CONTEXT_LINES = 3;

    private SchemaDiff() {}

    /** A unified diff, line by line; empty where both schemas are the same. */
    static List<String> of(
            PostgresPrograms programs,
            Server source,
            Snapshot sourceSnapshot,
            Server target,
            Snapshot targetSnapshot,
            ConstraintCheck constraints,
            StopSignal stop) {
        var major = Math.max(
                sourceSnapshot.ask("asking its version", Server::major),
                targetSnapshot.ask("asking its version", Server::major));
        var program = SchemaLines.chosen(programs, major).program("pg_dump");
        var before = lines(new ClientProgram(program, source), sourceSnapshot, constraints, stop);
        var after = lines(new ClientProgram(program, target), targetSnapshot, constraints, stop);
        return UnifiedDiffUtils.generateUnifiedDiff(
                "source", "target", before, DiffUtils.diff(before, after), CONTEXT_LINES);
    }

    private static List<String> lines(
            ClientProgram program, Snapshot snapshot, ConstraintCheck constraints, StopSignal stop) {
        return SchemaLines.ofDump(program, snapshot, stop)
                .lines()
                .map(line -> SchemaLines.normal(line, constraints))
                .filter(SchemaLines::count)
                .toList();
    }
}
