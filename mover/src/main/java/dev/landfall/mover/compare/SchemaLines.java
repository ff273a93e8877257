package dev.landfall.mover.compare;

import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import java.util.List;
import java.util.stream.Stream;

/** What {@code pg_dump --schema-only} writes of what has to be the same on both sides. */
final class SchemaLines {

    private static final List<String> OPTIONS = List.of(
            "--schema-only",
            "--no-password",
            "--no-owner",
            "--no-acl",
            "--no-publications",
            "--no-subscriptions",
            "--no-security-labels",
            "--no-tablespaces");

    /** Where the record of a standing copy is; it is no part of what was copied. */
    private static final String OUR_SCHEMA = "landfall_copy";

    private SchemaLines() {}

    /** Of a live database, at a snapshot. */
    static String ofDump(ClientProgram program, Snapshot snapshot, StopSignal stop) {
        return program.run(
                with("--encoding=UTF8", "--snapshot=" + snapshot.id(), "--exclude-schema=" + OUR_SCHEMA), stop);
    }

    /** Of an archive. */
    static String ofArchive(ClientProgram program, String archive, StopSignal stop) {
        return program.run(with("--file=-", archive), stop);
    }

    private static List<String> with(String... more) {
        return Stream.concat(OPTIONS.stream(), Stream.of(more)).toList();
    }
}
