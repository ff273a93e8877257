package dev.landfall.mover.compare;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.PostgresPrograms.Installation;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code pg_dump --schema-only} writes, and which of it has to be the same on both sides. */
final class SchemaLines {

    /** Comments of pg_dump, its session's settings, and what belongs to the provider of the server. */
    private static final Predicate<String> LEFT_OUT = Pattern.compile(
                    "^(|--.*|SET .*|SELECT pg_catalog\\.set_config\\(.*"
                            + "|\\\\(un)?restrict .*|COMMENT ON (EXTENSION|PUBLICATION|SUBSCRIPTION) .*|COMMENT ON SCHEMA public .*|CREATE SCHEMA public;)$")
            .asMatchPredicate();

    private static final Pattern NOT_VALID = Pattern.compile("^(\\s+ADD CONSTRAINT .* FOREIGN KEY .*) NOT VALID;$");

    private static final List<String> OPTIONS =
            List.of("--no-owner", "--no-acl", "--no-publications", "--no-subscriptions", "--no-security-labels");

    private SchemaLines() {}

    /** Whether a line of it has to be the same. */
    static boolean count(String line) {
        return LEFT_OUT.negate().test(line);
    }

    /** A line as it is compared; after {@code AFTER} a foreign key may still be NOT VALID. */
    static String normal(String line, ConstraintCheck constraints) {
        var stripped = line.stripTrailing();
        return constraints == ConstraintCheck.AFTER
                ? NOT_VALID.matcher(stripped).replaceFirst("$1;")
                : stripped;
    }

    /** Of a live database, at a snapshot. */
    static String ofDump(ClientProgram program, Snapshot snapshot, StopSignal stop) {
        return program.run(with("--schema-only", "--no-password", "--snapshot=" + snapshot.id()), stop);
    }

    /** Of an archive. */
    static String ofArchive(ClientProgram program, String archive, StopSignal stop) {
        return program.run(with("--schema-only", "--no-password", "--file=-", archive), stop);
    }

    private static List<String> with(String... more) {
        return Stream.concat(OPTIONS.stream(), Stream.of(more)).toList();
    }

    /** Programs that dump a server of that major; {@code PG_PROGRAMS_MISSING} or {@code SERVER_NEWER_THAN_CLIENT}. */
    static Installation chosen(PostgresPrograms programs, int major) {
        if (programs.all().isEmpty()) {
            throw PostgresPrograms.missing().asException();
        }
        return programs.majors()
                .choose(major, major)
                .flatMap(programs::ofMajor)
                .orElseThrow(() -> Problem.operator(
                                "SERVER_NEWER_THAN_CLIENT",
                                "A server runs PostgreSQL " + major + ", and no pg_dump here is that new.",
                                "Install the client programs of PostgreSQL " + major + " or newer, or set "
                                        + PostgresPrograms.VARIABLE + " to their folder.")
                        .asException());
    }
}
