package dev.landfall.mover.diverge;

import dev.landfall.model.transfer.ComparedRows;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.model.transfer.TableDivergence;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.postgres.WriteMarks;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Tells the rows of one database that were written since two marks from those that stood there, under one snapshot,
 * reading every table once.
 *
 * <p>A row says the low 32 bits of its transaction, also after it was frozen; {@link WriteMark#condition} tells which
 * side of a mark that is. It is unambiguous for rows that are not older than 2³¹ transactions before the mark, which the
 * rows of a database that was restored just before the mark are not.
 *
 * <p>An updated row counts as written, and its former version as gone. A statement that rewrites a whole table, such as
 * ALTER TABLE with a new type, gives all its rows a new number, so all count; VACUUM FULL and CLUSTER do not. Sequences
 * and large objects are not measured.
 */
final class DatabaseMeasure {

    private static final String TABLES = """
            SELECT n.nspname, c.relname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND c.relpersistence <> 't'
               AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'landfall_copy')
               AND n.nspname !~ '^pg_(toast|temp)'
             ORDER BY c.relpages DESC, 1, 2""";

    private static final String DEFINITIONS = """
            SELECT pg_catalog.count(*)
              FROM (SELECT c.xmin, c.relnamespace FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f')
                     UNION ALL
                    SELECT a.xmin, c.relnamespace
                      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                     WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f')) AS d(xmin_, relnamespace)
              JOIN pg_catalog.pg_namespace n ON n.oid = d.relnamespace
             WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'landfall_copy')
               AND n.nspname !~ '^pg_(toast|temp)'
               AND \s""";

    private final Server target;
    private final ComparedRows compared;
    private final WriteMark goLive;
    private final int jobs;
    private final LockLimit locks;
    private final StopSignal stop;
    private Optional<String> unseen = Optional.empty();

    DatabaseMeasure(
            Server target, ComparedRows compared, WriteMark goLive, int jobs, LockLimit locks, StopSignal stop) {
        this.target = target;
        this.compared = compared;
        this.goLive = goLive;
        this.jobs = jobs;
        this.locks = locks;
        this.stop = stop;
    }

    private record Table(String schema, String name) {

        String display() {
            return schema + "." + name;
        }
    }

    private record Counts(long all, long sinceComparison, long sinceGoLive) {}

    /** What could not be checked about the server; known once the tables are. */
    Optional<String> unseen() {
        return unseen;
    }

    /** Those that changed, the most written first. */
    List<TableDivergence> tables() {
        return tables(false);
    }

    /**
     * The same.
     *
     * @param definitions whether new and changed definitions of tables count as written rows of {@code pg_catalog.pg_class}:
     *     a table's content can be exchanged by a rename while all its rows stay as they are
     */
    List<TableDivergence> tables(boolean definitions) {
        try (var snapshot = Snapshot.take(target, stop)) {
            var now = snapshot.ask("taking a mark", session -> {
                locks.set(session);
                return WriteMarks.of(session);
            });
            for (var mark : List.of(compared.mark(), goLive)) {
                mark.broken(now).ifPresent(problem -> {
                    throw problem.asException();
                });
            }
            unseen = compared.mark().unseen(now).or(() -> goLive.unseen(now));
            var tables = snapshot.ask(
                    "reading its catalog",
                    session -> session.query(TABLES, row -> new Table(row.getString(1), row.getString(2))));
            var found = new ArrayList<TableDivergence>();
            if (definitions) {
                found.addAll(definitions(snapshot));
            }
            found.addAll(divergences(counted(snapshot, tables)));
            return found;
        }
    }

    private List<TableDivergence> definitions(Snapshot snapshot) {
        var query = DEFINITIONS + goLive.condition().replace("(xmin)", "(d.xmin_)");
        var changed = snapshot.ask("reading its catalog", session -> session.query(query, row -> row.getLong(1)))
                .getFirst();
        return changed == 0 ? List.of() : List.of(new TableDivergence("pg_catalog.pg_class", changed, 0, 0));
    }

    private Map<String, Counts> counted(Snapshot snapshot, List<Table> tables) {
        var counts = new ConcurrentHashMap<String, Counts>();
        var queue = new ConcurrentLinkedQueue<>(tables);
        new Workers(jobs, () -> locks.on(snapshot.join()), stop)
                .run(
                        "counting what was written",
                        () -> Optional.ofNullable(queue.poll()),
                        (session, table) -> counts.put(table.display(), count(session, table)));
        return counts;
    }

    private Counts count(Session session, Table table) {
        var query =
                "SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE %s), pg_catalog.count(*) FILTER (WHERE %s) FROM ONLY %s"
                        .formatted(
                                compared.mark().condition(),
                                goLive.condition(),
                                SqlName.qualified(table.schema(), table.name()));
        try {
            return session.query(query, row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                    .getFirst();
        } catch (SQLException e) {
            throw session.failure("counting what was written in " + table.display(), e);
        }
    }

    private List<TableDivergence> divergences(Map<String, Counts> counts) {
        var before = new HashMap<>(compared.rows());
        var found = new ArrayList<TableDivergence>();
        counts.forEach((table, count) -> {
            var rows = Optional.ofNullable(before.remove(table)).orElse(0L);
            var standing = count.all() - count.sinceComparison();
            found.add(new TableDivergence(
                    table,
                    count.sinceGoLive(),
                    Math.max(0, rows - standing),
                    Math.max(0, count.sinceComparison() - count.sinceGoLive())));
        });
        // What is left was dropped.
        before.forEach((table, rows) -> found.add(new TableDivergence(table, 0, rows, 0)));
        return found.stream()
                .filter(each -> each.written() > 0 || each.gone() > 0)
                .sorted(Comparator.comparingLong(TableDivergence::written)
                        .reversed()
                        .thenComparing(TableDivergence::table))
                .toList();
    }
}
