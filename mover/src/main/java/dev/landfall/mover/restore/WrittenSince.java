package dev.landfall.mover.restore;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.postgres.WriteMarks;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What was written in a copy since it was finished, told by the transaction numbers of its rows; reads every table once.
 *
 * @param written tables with rows that are new or changed, the most first
 * @param gone rows of the copy that were deleted or changed, in all tables
 * @param definitions tables, functions, types and the like that were made or changed
 * @param unknown why it cannot be told, where it cannot
 */
record WrittenSince(List<Table> written, long gone, long definitions, Optional<String> unknown) {

    private static final int SHOWN = 5;

    /** Those of extensions count as written, but not as gone: the copy's rows are counted without theirs. */
    private static final String TABLES = """
            SELECT n.nspname, c.relname, EXISTS (
                     SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                        AND e.objid = c.oid AND e.deptype = 'e')
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
             ORDER BY c.relpages DESC, 1, 2""";

    /** Not what statistics, vacuum and the proof of keys write. */
    private static final List<String> CATALOGS = List.of(
            "pg_class",
            "pg_attrdef",
            "pg_proc",
            "pg_type",
            "pg_enum",
            "pg_namespace",
            "pg_extension",
            "pg_policy",
            "pg_rewrite",
            "pg_largeobject_metadata");

    WrittenSince {
        written = List.copyOf(written);
    }

    /** Rows of one table that were written, and those that were not. */
    record Table(String name, boolean extensions, long rows, long standing) {}

    static WrittenSince of(Server server, CopyMark mark, int jobs, StopSignal stop) {
        if (mark.written().isEmpty() || mark.rows().isEmpty()) {
            return unknown("an earlier Landfall finished it");
        }
        var since = mark.written().get();
        try (var snapshot = Snapshot.take(server, stop)) {
            var broken = since.broken(snapshot.ask("taking a mark", WriteMarks::of));
            if (broken.isPresent()) {
                return unknown("the server was replaced, restored or failed over since");
            }
            var definitions = snapshot.ask("reading its catalog", session -> definitions(session, since));
            var tables = new ConcurrentLinkedQueue<Table>();
            var left = new ConcurrentLinkedQueue<>(snapshot.ask(
                    "reading its catalog",
                    session -> session.query(
                            TABLES, row -> new Named(row.getString(1), row.getString(2), row.getBoolean(3)))));
            new Workers(jobs, snapshot::join, stop)
                    .run(
                            "counting what was written on the target",
                            () -> Optional.ofNullable(left.poll()),
                            (session, named) -> tables.add(count(session, named, since)));
            var standing = tables.stream()
                    .filter(table -> !table.extensions())
                    .mapToLong(Table::standing)
                    .sum();
            return new WrittenSince(
                    tables.stream()
                            .filter(table -> table.rows() > 0)
                            .sorted(Comparator.comparingLong(Table::rows)
                                    .reversed()
                                    .thenComparing(Table::name))
                            .toList(),
                    Math.max(0, mark.rows().get() - standing),
                    definitions,
                    Optional.empty());
        }
    }

    private static WrittenSince unknown(String why) {
        return new WrittenSince(List.of(), 0, 0, Optional.of(why));
    }

    private record Named(String schema, String name, boolean extensions) {}

    private static Table count(Session session, Named named, WriteMark since) throws SQLException {
        return session.query(
                        "SELECT pg_catalog.count(*) FILTER (WHERE %1$s), pg_catalog.count(*) FILTER (WHERE NOT %1$s) FROM ONLY %2$s"
                                .formatted(since.condition(), SqlName.qualified(named.schema(), named.name())),
                        row -> new Table(
                                named.schema() + "." + named.name(),
                                named.extensions(),
                                row.getLong(1),
                                row.getLong(2)))
                .getFirst();
    }

    private static long definitions(Session session, WriteMark since) throws SQLException {
        var all = 0L;
        for (var catalog : CATALOGS) {
            all += session.number(
                    "SELECT pg_catalog.count(*) FROM pg_catalog." + catalog + " WHERE " + since.condition());
        }
        return all;
    }

    boolean isNothing() {
        return written.isEmpty() && gone == 0 && definitions == 0 && unknown.isEmpty();
    }

    /** A clause for people. */
    String words() {
        if (unknown.isPresent()) {
            return "what was written there since cannot be told, for " + unknown.get();
        }
        if (isNothing()) {
            return "nothing was written there since";
        }
        var rows = written.stream().mapToLong(Table::rows).sum();
        var shown = written.stream()
                .limit(SHOWN)
                .map(table -> table.name() + " " + number(table.rows()))
                .toList();
        return "since then " + number(rows) + " rows were written there"
                + (shown.isEmpty() ? "" : " (" + String.join(", ", shown) + (written.size() > SHOWN ? ", …" : "") + ")")
                + ", " + number(gone) + " of the copy's were changed or deleted, and " + number(definitions)
                + " definitions were made or changed";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
