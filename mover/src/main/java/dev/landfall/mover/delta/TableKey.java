package dev.landfall.mover.delta;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of an index by which rows can be told apart: unique at once, over all rows, without NULLs. Values are equal as
 * that index says: 1.0 is 1.00, and under some collations A is a.
 *
 * @param equals each column's operator, such as {@code OPERATOR("pg_catalog".=)}
 * @param collations each column's {@code COLLATE …}, or nothing
 */
record TableKey(List<String> columns, List<String> equals, List<String> collations) {

    private static final String TEXT = """
            SELECT n.nspname, c.relname,
                   pg_catalog.array_agg(a.attname::text ORDER BY k.place),
                   pg_catalog.array_agg(pg_catalog.format('OPERATOR(%I.%s)', o_n.nspname, o.oprname) ORDER BY k.place),
                   pg_catalog.array_agg(CASE WHEN l.oid IS NULL THEN '' ELSE
                     pg_catalog.format(' COLLATE %I.%I', l_n.nspname, l.collname) END ORDER BY k.place)
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indrelid AND c.relkind = 'r'
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
              JOIN pg_catalog.pg_am m ON m.oid = x.relam AND m.amname = 'btree'
              CROSS JOIN LATERAL ROWS FROM (
                     pg_catalog.unnest(i.indkey::int2[]), pg_catalog.unnest(i.indclass::oid[]),
                     pg_catalog.unnest(i.indcollation::oid[])) WITH ORDINALITY AS k(attnum, class, coll, place)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
              JOIN pg_catalog.pg_opclass oc ON oc.oid = k.class
              JOIN pg_catalog.pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amopstrategy = 3
               AND ao.amoplefttype = oc.opcintype AND ao.amoprighttype = oc.opcintype
              JOIN pg_catalog.pg_operator o ON o.oid = ao.amopopr
              JOIN pg_catalog.pg_namespace o_n ON o_n.oid = o.oprnamespace
              LEFT JOIN pg_catalog.pg_collation l ON l.oid = k.coll
              LEFT JOIN pg_catalog.pg_namespace l_n ON l_n.oid = l.collnamespace
             WHERE i.indisunique AND i.indisvalid AND i.indisready AND i.indimmediate AND i.indpred IS NULL
               AND k.place <= i.indnkeyatts AND n.nspname NOT LIKE 'pg\\_%'
               AND n.nspname NOT IN ('information_schema', 'landfall_copy')
             GROUP BY n.nspname, c.relname, c.oid, i.indexrelid, i.indisprimary, i.indnkeyatts
            HAVING pg_catalog.count(*) = i.indnkeyatts
               AND pg_catalog.bool_and(a.attnotnull AND a.attgenerated = '' AND NOT EXISTS (
                     SELECT FROM pg_catalog.pg_constraint q
                      WHERE q.conrelid = c.oid AND q.contype = 'n' AND NOT q.convalidated
                        AND a.attnum = ANY (q.conkey)))
             ORDER BY 1, 2, i.indisprimary DESC, i.indnkeyatts, i.indexrelid""";

    TableKey {
        columns = List.copyOf(columns);
        equals = List.copyOf(equals);
        collations = List.copyOf(collations);
    }

    /** All keys of all tables, by their qualified names, the best first. */
    static Map<String, List<TableKey>> read(Session session) throws SQLException {
        var keys = new HashMap<String, List<TableKey>>();
        session.query(
                TEXT,
                row -> keys.computeIfAbsent(
                                SqlName.qualified(row.getString(1), row.getString(2)), name -> new ArrayList<>())
                        .add(new TableKey(
                                Arrays.asList((String[]) row.getArray(3).getArray()),
                                Arrays.asList((String[]) row.getArray(4).getArray()),
                                Arrays.asList((String[]) row.getArray(5).getArray()))));
        return keys;
    }

    /** The columns, quoted, with commas between. */
    String list() {
        return columns.stream().map(SqlName::quoted).collect(Collectors.joining(", "));
    }

    /** Whether two rows have the same key. */
    String same(String one, String other) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> one + "." + SqlName.quoted(columns.get(i)) + " " + equals.get(i) + " " + other + "."
                        + SqlName.quoted(columns.get(i)) + collations.get(i))
                .collect(Collectors.joining(" AND "));
    }

    /**
     * A number below {@code buckets} that is the same for identical keys on every server: of the key's text, for the hash of
     * a type may be of numbers that each server gives.
     *
     * @param buckets a power of two
     */
    String bucket(int buckets) {
        var text = columns.size() == 1
                ? "(" + SqlName.quoted(columns.getFirst()) + ")::pg_catalog.text"
                : "ROW(" + list() + ")::pg_catalog.text";
        return "(pg_catalog.hashtextextended(" + text + " COLLATE pg_catalog.\"C\", 0) & " + (buckets - 1) + ")";
    }
}
