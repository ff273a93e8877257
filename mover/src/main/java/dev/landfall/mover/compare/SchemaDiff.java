package dev.landfall.mover.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Two schemas as {@code pg_dump --schema-only} of one version writes them, without what may differ. */
final class SchemaDiff {

    private static final int CONTEXT_LINES = 3;

    /** Comments of pg_dump, its session's settings, and what belongs to the provider of the server. */
    private static final Predicate<String> LEFT_OUT = Pattern.compile(
                    "^(|--.*|SET .*|SELECT pg_catalog\\.set_config\\(.*"
                            + "|\\\\(un)?restrict .*|COMMENT ON (EXTENSION|PUBLICATION|SUBSCRIPTION) .*|COMMENT ON SCHEMA public .*|CREATE SCHEMA public;)$")
            .asMatchPredicate();

    private static final Pattern NOT_VALID = Pattern.compile("^(\\s+ADD CONSTRAINT .* FOREIGN KEY .*) NOT VALID;$");

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
        if (programs.all().isEmpty()) {
            throw PostgresPrograms.missing().asException();
        }
        var chosen = programs.choose(major, major)
                .orElseThrow(() -> Problem.operator(
                                "SERVER_NEWER_THAN_CLIENT",
                                "A server runs PostgreSQL " + major + ", and no pg_dump here is that new.",
                                "Install the client programs of PostgreSQL " + major + " or newer, or set "
                                        + PostgresPrograms.VARIABLE + " to their folder.")
                        .asException());
        var program = chosen.program("pg_dump");
        var before = lines(new ClientProgram(program, source), sourceSnapshot, stop);
        var after = lines(new ClientProgram(program, target), targetSnapshot, stop);
        if (constraints == ConstraintCheck.AFTER) {
            before.replaceAll(SchemaDiff::withoutNotValid);
            after.replaceAll(SchemaDiff::withoutNotValid);
        }
        return UnifiedDiffUtils.generateUnifiedDiff(
                "source", "target", before, DiffUtils.diff(before, after), CONTEXT_LINES);
    }

    private static String withoutNotValid(String line) {
        return NOT_VALID.matcher(line).replaceFirst("$1;");
    }

    private static List<String> lines(ClientProgram program, Snapshot snapshot, StopSignal stop) {
        var dump = program.run(
                List.of(
                        "--schema-only",
                        "--no-owner",
                        "--no-acl",
                        "--no-publications",
                        "--no-subscriptions",
                        "--no-password",
                        "--snapshot=" + snapshot.id()),
                stop);
        return new ArrayList<>(dump.lines()
                .map(String::stripTrailing)
                .filter(LEFT_OUT.negate())
                .toList());
    }
}
