package dev.landfall.mover.dump;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CatalogQueries;
import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.DatabaseLocale;
import dev.landfall.model.transfer.QualifiedName;
import dev.landfall.model.transfer.SequenceValue;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.table.ExtensionConditions;
import dev.landfall.mover.table.SequenceValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a source's database consists of, besides what {@code pg_dump} writes into the schema's archive. */
final class SourceCatalog {

    private static final String USER_SCHEMAS =
            "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND n.nspname <> 'landfall_copy'";

    private static final String TABLES = """
            SELECT c.oid::bigint, n.nspname, c.relname, greatest(c.reltuples, 0)::bigint,
                   pg_catalog.pg_table_size(c.oid), x.condition,
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                          ORDER BY a.attnum)
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN LATERAL (
                   SELECT e.extcondition[pg_catalog.array_position(e.extconfig, c.oid)] AS condition
                     FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig)) x ON true
             WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND %s
               AND (x.condition IS NOT NULL OR NOT EXISTS (
                    SELECT FROM pg_catalog.pg_depend d
                     WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                       AND d.deptype = 'e'))
             ORDER BY n.nspname, c.relname""".formatted(USER_SCHEMAS);

    /**
     * The types of each table's columns, and the types these are made of. An array or composite of a type that a user made
     * holds that type's number, which is another one on the target (below 10000 they are the same on every server): servers before 14 refuse it, and on all of them rows
     * that are equal would not have equal bytes.
     */
    private static final String TYPES = """
            WITH RECURSIVE used AS MATERIALIZED (
              SELECT a.attrelid AS relation, a.atttypid AS type
                FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND %s
               WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),
            part(whole, type) AS (
              SELECT type, type FROM used
              UNION
              SELECT p.whole, inner_type.oid
                FROM part p
                JOIN pg_catalog.pg_type t ON t.oid = p.type
                CROSS JOIN LATERAL (
                  SELECT t.typelem AS oid WHERE t.typelem <> 0 AND t.typlen = -1
                  UNION ALL SELECT t.typbasetype WHERE t.typbasetype <> 0
                  UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
                             WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                  UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) inner_type)
            SELECT DISTINCT u.relation::bigint FROM used u WHERE u.type IN (
            SELECT p.whole
              FROM part p JOIN pg_catalog.pg_type t ON t.oid = p.type
             WHERE t.typsend = 0 OR t.typreceive = 0 OR t.oid = 'pg_catalog.money'::pg_catalog.regtype
                OR (t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND t.typname LIKE 'reg%%')
                OR (t.typelem >= 10000 AND t.typlen = -1) OR t.typrelid <> 0)""".formatted(USER_SCHEMAS);

    private final Session session;

    SourceCatalog(Session session) {
        this.session = session;
    }

    /** All tables that hold rows of their own, with estimates; large objects as table 0 where there are any. */
    List<TableCopy> tables() throws SQLException {
        var textOnly = new HashSet<>(session.query(TYPES, row -> row.getLong(1)));
        var tables = new ArrayList<TableCopy>();
        largeObjects().ifPresent(tables::add);
        session.query(TABLES, row -> {
            var columns = (String[]) row.getArray(7).getArray();
            return tables.add(new TableCopy(
                    tables.size() + 1,
                    row.getString(2),
                    row.getString(3),
                    Arrays.asList(columns),
                    textOnly.contains(row.getLong(1)) ? CopyFormat.TEXT : CopyFormat.BINARY,
                    ExtensionConditions.of(row.getString(6)),
                    row.getLong(4),
                    row.getLong(5),
                    Optional.empty(),
                    List.of()));
        });
        return tables;
    }

    private Optional<TableCopy> largeObjects() throws SQLException {
        var count = session.number("SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata");
        if (count == 0) {
            return Optional.empty();
        }
        var bytes = session.number("SELECT pg_catalog.pg_table_size('pg_catalog.pg_largeobject'::pg_catalog.regclass)");
        return Optional.of(new TableCopy(
                TableCopy.LARGE_OBJECTS,
                "pg_catalog",
                "large objects",
                List.of("loid", "start", "data"),
                CopyFormat.BINARY,
                Optional.empty(),
                count,
                bytes,
                Optional.empty(),
                List.of()));
    }

    /** Values of all sequences, those behind identity columns among them. They may be ahead of the snapshot, never behind. */
    List<SequenceValue> sequences() throws SQLException {
        var names = session.query(
                "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND " + USER_SCHEMAS
                        // An extension's own sequence travels only where the extension says that it is the user's.
                        + " AND (NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'"
                        + " AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)"
                        + " OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig)))"
                        + " ORDER BY 1, 2",
                row -> new SequenceValue(row.getString(1), row.getString(2), 0, false));
        return SequenceValues.read(session, names);
    }

    Map<String, String> extensions() throws SQLException {
        var extensions = new HashMap<String, String>();
        session.query(
                "SELECT extname, extversion FROM pg_catalog.pg_extension",
                row -> extensions.put(row.getString(1), row.getString(2)));
        return extensions;
    }

    List<QualifiedName> materializedViews() throws SQLException {
        return session.query(
                "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'm' AND c.relispopulated AND " + USER_SCHEMAS + " ORDER BY 1, 2",
                row -> new QualifiedName(row.getString(1), row.getString(2)));
    }

    /**
     * {@code HASHED_BY_ENUM}: an enum's hash is made of the numbers of its values, which are others on every server, so rows
     * would belong to other partitions on the target.
     */
    void refuseHashesOfEnums() throws SQLException {
        var tables = session.query("""
                SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
                  FROM pg_catalog.pg_partitioned_table p
                  JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE p.partstrat = 'h' AND EXISTS (
                       SELECT FROM pg_catalog.pg_opclass o
                        WHERE o.oid = ANY (p.partclass) AND o.opcintype = 'pg_catalog.anyenum'::pg_catalog.regtype)
                 ORDER BY 1""", row -> row.getString(1));
        if (!tables.isEmpty()) {
            throw Problem.operator(
                            "HASHED_BY_ENUM",
                            "The source partitions by the hash of an enum, whose values have other numbers on another"
                                    + " server, so that rows would belong to other partitions there: "
                                    + String.join(", ", tables) + ".",
                            "Partition these tables by list or by another column, and run again.")
                    .asException();
        }
    }

    /** Roles that policies and user mappings name; they are no part of the database. */
    List<String> roles() throws SQLException {
        return session.query(CatalogQueries.NEEDED_ROLES, row -> row.getString(1));
    }

    DatabaseLocale locale() throws SQLException {
        return session.query(
                        "SELECT pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype"
                                + " FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()",
                        row -> new DatabaseLocale(row.getString(1), row.getString(2), row.getString(3)))
                .getFirst();
    }

    /** Holds off changes of the tables' structure until the snapshot ends, as {@code pg_dump} does. */
    void lock(List<TableCopy> tables) throws SQLException {
        session.execute("SET lock_timeout = '60s'");
        var names = Set.copyOf(tables.stream()
                .filter(table -> !table.isLargeObjects())
                .map(TableCopy::qualified)
                .toList());
        if (!names.isEmpty()) {
            session.execute("LOCK TABLE ONLY " + String.join(", ONLY ", names) + " IN ACCESS SHARE MODE");
        }
        session.execute("SET lock_timeout = 0");
    }
}
