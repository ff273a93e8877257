package dev.landfall.mover.compare;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.QualifiedName;
import dev.landfall.model.transfer.SequenceValue;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.table.ExtensionConditions;
import dev.landfall.mover.table.InvalidIndexes;
import dev.landfall.mover.table.SequenceValues;
import dev.landfall.mover.table.UnvalidatedConstraints;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the target's database consists of.
 *
 * @param columns of each table, by its quoted and qualified name
 * @param extensionTables tables that an extension made: they need not be in a dump
 * @param conditions that choose the rows of such tables, by the table's quoted and qualified name
 * @param sequences by display name
 * @param extensions versions by name
 * @param invalidIndexes as {@code schema.index}, without those that are invalid on the source, too
 * @param emptyViews materialized views without data, quoted and qualified
 * @param largeObjects how many
 */
record TargetCatalog(
        Map<String, Set<String>> columns,
        Set<String> extensionTables,
        Map<String, String> conditions,
        Map<String, SequenceValue> sequences,
        Map<String, String> extensions,
        List<String> invalidIndexes,
        List<String> unvalidatedConstraints,
        List<String> unvalidatedForeignKeys,
        Set<String> emptyViews,
        long largeObjects) {

    private static final String USER_SCHEMAS =
            "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND n.nspname <> 'landfall_copy'";

    static TargetCatalog read(Session session, Manifest manifest) throws SQLException {
        var columns = new HashMap<String, Set<String>>();
        session.query(
                """
                SELECT n.nspname, c.relname, ARRAY(
                         SELECT a.attname::text FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
                  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind = 'r' AND %s""".formatted(USER_SCHEMAS),
                row -> columns.put(
                        SqlName.qualified(row.getString(1), row.getString(2)),
                        Set.copyOf(Arrays.asList((String[]) row.getArray(3).getArray()))));
        var extensionTables =
                new HashSet<>(session.query("""
                SELECT n.nspname, c.relname
                  FROM pg_catalog.pg_depend d
                  JOIN pg_catalog.pg_class c ON c.oid = d.objid
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'e'""", row -> SqlName.qualified(row.getString(1), row.getString(2))));
        var extensions = new HashMap<String, String>();
        session.query(
                "SELECT extname, extversion FROM pg_catalog.pg_extension",
                row -> extensions.put(row.getString(1), row.getString(2)));
        var emptyViews = new HashSet<>(session.query(
                "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'm' AND NOT c.relispopulated",
                row -> SqlName.qualified(row.getString(1), row.getString(2))));
        return new TargetCatalog(
                columns,
                extensionTables,
                ExtensionConditions.read(session),
                sequences(session, manifest),
                extensions,
                InvalidIndexes.read(session).stream()
                        .filter(index -> !manifest.source().invalidIndexes().contains(index))
                        .toList(),
                UnvalidatedConstraints.read(session),
                UnvalidatedConstraints.foreignKeys(session),
                emptyViews,
                session.number("SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata"));
    }

    private static Map<String, SequenceValue> sequences(Session session, Manifest manifest) throws SQLException {
        var names = new HashSet<>(session.query(
                "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S'",
                row -> SqlName.qualified(row.getString(1), row.getString(2))));
        var here = manifest.sequences().stream()
                .filter(sequence -> names.contains(sequence.qualified()))
                .toList();
        return SequenceValues.read(session, here).stream()
                .collect(Collectors.toMap(SequenceValue::display, sequence -> sequence, (one, other) -> other));
    }

    /** Sequences of the source that are missing here or would hand out a value again. */
    List<String> sequencesBehind(Manifest manifest) {
        var behind = new ArrayList<String>();
        for (var source : manifest.sequences()) {
            var target = sequences.get(source.display());
            if (target == null) {
                behind.add(source.display() + " is not on the target");
            } else if (target.lastValue() != source.lastValue() || target.called() != source.called()) {
                behind.add(source.display() + " is at " + place(target, source) + " on the target, at "
                        + place(source, target) + " on the source");
            }
        }
        return behind;
    }

    /** Two that stand at the same value differ in whether it was handed out. */
    private static String place(SequenceValue value, SequenceValue other) {
        return value.called() == other.called()
                ? String.valueOf(value.lastValue())
                : value.lastValue() + (value.called() ? " (is_called, handed out)" : " (not is_called, yet to come)");
    }

    List<String> missingExtensions(Manifest manifest) {
        return manifest.extensions().keySet().stream()
                .filter(name -> !extensions.containsKey(name))
                .sorted()
                .map(name -> name + " is not on the target")
                .toList();
    }

    List<String> otherExtensionVersions(Manifest manifest) {
        return manifest.extensions().entrySet().stream()
                .filter(entry -> extensions.containsKey(entry.getKey())
                        && !entry.getValue().equals(extensions.get(entry.getKey())))
                .map(entry -> "extension " + entry.getKey() + " is " + entry.getValue() + " on the source, "
                        + extensions.get(entry.getKey()) + " on the target")
                .sorted()
                .toList();
    }

    List<String> newlyUnvalidated(Manifest manifest) {
        return unvalidatedConstraints.stream()
                .filter(constraint -> !manifest.unvalidatedConstraints().contains(constraint))
                .toList();
    }

    List<String> viewsWithoutData(Manifest manifest) {
        return manifest.materializedViews().stream()
                .map(QualifiedName::qualified)
                .filter(emptyViews::contains)
                .toList();
    }
}
