package dev.landfall.mover.table;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.model.transfer.ViewContent;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.segment.SegmentCutter;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sums up what materialized views hold, as text: a view's types may be anything, and such views are few. */
final class ViewSums {

    private static final int STEP_BYTES = 1 << 20;

    private static final String VIEWS = """
            SELECT n.nspname, c.relname, pg_catalog.pg_table_size(c.oid),
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'm' AND c.relispopulated AND n.nspname NOT LIKE 'pg\\_%'
               AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
             ORDER BY 3 DESC""";

    private ViewSums() {}

    /** Of those that hold data and that the session may read, by name. */
    static List<ViewContent> read(
            Snapshot snapshot, CompareLevel level, int jobs, StopSignal stop, ProgressTracker progress) {
        var views = snapshot.ask("listing materialized views", ViewSums::views);
        if (views.isEmpty()) {
            return List.of();
        }
        Queue<TableCopy> queue = new ConcurrentLinkedQueue<>(views);
        var contents = new ConcurrentLinkedQueue<ViewContent>();
        new Workers(Math.min(jobs, views.size()), snapshot::join, stop)
                .run(
                        "summing up a materialized view",
                        () -> Optional.ofNullable(queue.poll()),
                        (session, view) -> contents.add(content(session, view, level, stop, progress)));
        return contents.stream()
                .sorted(Comparator.comparing(ViewContent::qualified))
                .toList();
    }

    private static List<TableCopy> views(Session session) throws SQLException {
        return session.query(
                VIEWS,
                row -> new TableCopy(
                        Integer.MAX_VALUE,
                        row.getString(1),
                        row.getString(2),
                        Arrays.asList((String[]) row.getArray(4).getArray()),
                        CopyFormat.TEXT,
                        // With a condition it is read by a query, for servers before 18 copy no view.
                        Optional.of("true"),
                        0,
                        row.getLong(3),
                        Optional.empty(),
                        List.of()));
    }

    private static ViewContent content(
            Session session, TableCopy view, CompareLevel level, StopSignal stop, ProgressTracker progress)
            throws SQLException {
        var part = TablePart.whole(view, view.bytes());
        try (var clock = progress.clock(view.display())) {
            return switch (level) {
                case ROWS -> {
                    var rows = session.number("SELECT pg_catalog.count(*) FROM " + part.from());
                    clock.moved(0, view.bytes());
                    yield new ViewContent(view.schema(), view.name(), rows, Optional.empty());
                }
                case CONTENT -> {
                    var cutter = new SegmentCutter(CopyFormat.TEXT, STEP_BYTES, (buffer, length, rows) -> {
                        stop.check();
                        clock.moved(0, length);
                    });
                    RowSum sum = TableReader.read(session, part, cutter, stop);
                    yield new ViewContent(view.schema(), view.name(), sum.rows(), Optional.of(sum.digest()));
                }
            };
        }
    }
}
