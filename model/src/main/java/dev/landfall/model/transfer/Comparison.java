package dev.landfall.model.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The target's database against the source's snapshot.
 *
 * @param matches whether nothing differs
 * @param tables how many were compared
 * @param rows on the target, in all of them
 * @param bytes of the copy, uncompressed
 * @param tableDifferences tables that differ, only
 * @param sequences that are behind the source's or missing, in words
 * @param extensions that are missing, in words
 * @param invalidIndexes of the target
 * @param unvalidatedConstraints of the target that the source had validated
 * @param materializedViews that hold data on the source and none on the target
 * @param schema objects that are on one side only or defined otherwise, by kind and name
 * @param schemaUnseen why the schemas were not compared, in one sentence; empty where they were
 * @param unprinted what differs of that which {@code pg_dump} prints nothing of, in words: constraints that are not
 *     enforced, what materialized views hold
 * @param notCompared what could not be compared, in sentences; empty where everything was
 * @param notes what is worth knowing and no difference, such as another version of an extension
 * @param baseline what stood for the source, where that is not what the source itself said; in words
 */
public record Comparison(
        String run,
        String database,
        CompareLevel level,
        boolean matches,
        int tables,
        long rows,
        long bytes,
        List<TableComparison> tableDifferences,
        List<String> sequences,
        List<String> extensions,
        List<String> invalidIndexes,
        List<String> unvalidatedConstraints,
        List<String> materializedViews,
        List<String> schema,
        Optional<String> schemaUnseen,
        List<String> unprinted,
        List<String> notCompared,
        List<String> notes,
        Instant comparedAt,
        double seconds,
        Optional<String> baseline) {

    public Comparison {
        tableDifferences = List.copyOf(tableDifferences);
        sequences = List.copyOf(sequences);
        extensions = List.copyOf(extensions);
        invalidIndexes = List.copyOf(invalidIndexes);
        unvalidatedConstraints = List.copyOf(unvalidatedConstraints);
        materializedViews = List.copyOf(materializedViews);
        schema = List.copyOf(schema);
        unprinted = List.copyOf(unprinted);
        notCompared = List.copyOf(notCompared);
        notes = List.copyOf(notes);
    }

    /** With what the source itself said. */
    public Comparison(
            String run,
            String database,
            CompareLevel level,
            boolean matches,
            int tables,
            long rows,
            long bytes,
            List<TableComparison> tableDifferences,
            List<String> sequences,
            List<String> extensions,
            List<String> invalidIndexes,
            List<String> unvalidatedConstraints,
            List<String> materializedViews,
            List<String> schema,
            Optional<String> schemaUnseen,
            List<String> unprinted,
            List<String> notCompared,
            List<String> notes,
            Instant comparedAt,
            double seconds) {
        this(
                run,
                database,
                level,
                matches,
                tables,
                rows,
                bytes,
                tableDifferences,
                sequences,
                extensions,
                invalidIndexes,
                unvalidatedConstraints,
                materializedViews,
                schema,
                schemaUnseen,
                unprinted,
                notCompared,
                notes,
                comparedAt,
                seconds,
                Optional.empty());
    }

    /** The same against what was only found in the store. */
    public Comparison withBaseline(String words) {
        return new Comparison(
                run,
                database,
                level,
                matches,
                tables,
                rows,
                bytes,
                tableDifferences,
                sequences,
                extensions,
                invalidIndexes,
                unvalidatedConstraints,
                materializedViews,
                schema,
                schemaUnseen,
                unprinted,
                notCompared,
                notes,
                comparedAt,
                seconds,
                Optional.of(words));
    }

    /** Every difference in words, tables first. */
    public List<String> differences() {
        return Stream.of(
                        tableDifferences.stream().map(TableComparison::text),
                        sequences.stream().map(text -> "sequence " + text),
                        extensions.stream().map(text -> "extension " + text),
                        invalidIndexes.stream().map(text -> "invalid index " + text),
                        unvalidatedConstraints.stream().map(text -> "constraint not validated: " + text),
                        materializedViews.stream().map(text -> "materialized view without data: " + text),
                        unprinted.stream(),
                        schema.stream().map(text -> "schema: " + text))
                .flatMap(words -> words)
                .toList();
    }
}
