package dev.landfall.model.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All there is to know about one database's dump. The same record stands under three keys of the run: the plan (before
 * the data: no segments, estimated counts), the data index (all segments, no digests) and, last, the manifest. Where the
 * manifest stands the dump is whole.
 *
 * @param attempt tells this dump from an earlier one of the same run; part of the keys of its segments
 * @param serverVersion of the source in words, such as {@code 15.19}
 * @param serverMajor of the source
 * @param clientMajor of the {@code pg_dump} that wrote the schema
 * @param snapshotAt when the source's snapshot was taken
 * @param snapshotLsn the source's write-ahead-log position then; empty on a standby
 * @param locale of the source's database
 * @param schema the archive of the schema
 * @param tables ordinary tables and partitions, and the large objects where there are any
 * @param extensions versions by name
 * @param materializedViews those that hold data on the source
 * @param unvalidatedConstraints of the source, as {@code schema.table.constraint}
 * @param rows of all tables
 * @param bytes of all tables, uncompressed
 * @param storedBytes of all segments and the schema
 * @param seconds the dump took until this was written
 * @param source its state beside its objects
 * @param method how the rows travel
 */
public record Manifest(
        String run,
        String database,
        String attempt,
        String serverVersion,
        int serverMajor,
        int clientMajor,
        Instant snapshotAt,
        Optional<String> snapshotLsn,
        DatabaseLocale locale,
        StoredObject schema,
        List<TableCopy> tables,
        List<SequenceValue> sequences,
        Map<String, String> extensions,
        List<QualifiedName> materializedViews,
        List<String> unvalidatedConstraints,
        long rows,
        long bytes,
        long storedBytes,
        double seconds,
        SourceState source,
        MoveMethod method) {

    public Manifest {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        extensions = Map.copyOf(extensions);
        materializedViews = List.copyOf(materializedViews);
        unvalidatedConstraints = List.copyOf(unvalidatedConstraints);
    }

    /** The same dump further on: other tables, and the totals that follow from them. */
    public Manifest withTables(List<TableCopy> newTables, long newStoredBytes, double newSeconds) {
        return new Manifest(
                run,
                database,
                attempt,
                serverVersion,
                serverMajor,
                clientMajor,
                snapshotAt,
                snapshotLsn,
                locale,
                schema,
                newTables,
                sequences,
                extensions,
                materializedViews,
                unvalidatedConstraints,
                newTables.stream().mapToLong(TableCopy::rows).sum(),
                newTables.stream().mapToLong(TableCopy::bytes).sum(),
                newStoredBytes,
                newSeconds,
                source,
                method);
    }

    /** The same dump by another method. */
    public Manifest withMethod(MoveMethod newMethod) {
        return new Manifest(
                run,
                database,
                attempt,
                serverVersion,
                serverMajor,
                clientMajor,
                snapshotAt,
                snapshotLsn,
                locale,
                schema,
                tables,
                sequences,
                extensions,
                materializedViews,
                unvalidatedConstraints,
                rows,
                bytes,
                storedBytes,
                seconds,
                source,
                newMethod);
    }

    /** The same dump with more of its source's state. */
    public Manifest withSource(SourceState newSource) {
        return new Manifest(
                run,
                database,
                attempt,
                serverVersion,
                serverMajor,
                clientMajor,
                snapshotAt,
                snapshotLsn,
                locale,
                schema,
                tables,
                sequences,
                extensions,
                materializedViews,
                unvalidatedConstraints,
                rows,
                bytes,
                storedBytes,
                seconds,
                newSource,
                method);
    }
}
