package dev.landfall.mover.delta;

import dev.landfall.model.transfer.TableCopy;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.delta.DeltaRecord.Entry;
import dev.landfall.mover.delta.TableWork.ByContent;
import dev.landfall.mover.delta.TableWork.Keyed;
import dev.landfall.mover.delta.TableWork.Keyless;
import dev.landfall.mover.delta.TableWork.Redefined;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.table.TablePart;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks over all tables under one snapshot, then works on those where something changed. */
record Pass(
        SourceView source,
        TargetView copy,
        WriteMark mark,
        Server target,
        LockLimit locks,
        int jobs,
        StopSignal stop,
        ProgressTracker progress) {

    private record Found(TableWork work, Scanned seen) {}

    /**
     * Does it.
     *
     * @param parts of the tables, large ones in several: looked over at the same time
     * @param write whether changes are carried, or only counted
     */
    List<TableDelta> run(List<TableWork> works, List<TablePart> parts, boolean write) {
        progress.phase("looking for changes");
        var done = new ConcurrentHashMap<String, TableDelta>();
        var scanned = new TableScans(source, jobs, stop, progress).run(works, parts);
        var standing = new ArrayList<TableWork>();
        Queue<Found> changed = new ConcurrentLinkedQueue<>();
        works.stream()
                .sorted(Comparator.comparingLong(
                                (TableWork work) -> work.table().bytes())
                        .reversed())
                .forEach(work -> {
                    var seen = Optional.ofNullable(scanned.get(work.table().qualified()));
                    if (work instanceof Redefined || work instanceof ByContent) {
                        changed.add(new Found(work, new Scanned(0, 0)));
                    } else if (seen.isEmpty()) {
                        done.put(
                                work.table().qualified(),
                                TableDelta.left(work.table().display()));
                    } else if (seen.get().isAs(work.kept().rows())) {
                        standing.add(work);
                    } else {
                        changed.add(new Found(work, seen.get()));
                    }
                });
        progress.phase(write ? "carrying changes" : "counting changes");
        if (!changed.isEmpty()) {
            new Workers(Math.min(jobs, changed.size()), () -> locks.on(target.open(stop)), stop)
                    .run("carrying changes", () -> Optional.ofNullable(changed.poll()), (session, found) -> {
                        try (var from = source.join()) {
                            done.put(found.work().table().qualified(), one(from, session, found, write));
                        }
                        progress.tableDone();
                    });
        }
        stand(standing, write).forEach(table -> done.put(table.table(), table));
        return done.values().stream()
                .sorted(Comparator.comparing(TableDelta::table))
                .toList();
    }

    private TableDelta one(Session from, Session to, Found found, boolean write) throws SQLException {
        var whole = new WholeTable(source, copy, pipe(), mark);
        var keyed = new KeyedTable(source, copy, pipe(), mark);
        return switch (found.work()) {
            case Keyed work ->
                write ? keyed.carry(from, to, work, found.seen()) : keyed.measure(from, to, work, found.seen());
            case Keyless work ->
                whole(
                        whole,
                        from,
                        to,
                        work,
                        "it has no key, and " + found.seen().changed() + " rows changed",
                        write);
            case Redefined work -> whole(whole, from, to, work, work.reason(), write);
            case ByContent work -> {
                if (whole.isSame(from, to, work)) {
                    yield settled(to, work.table(), work.kept(), write);
                }
                yield whole(whole, from, to, work, work.reason(), write);
            }
        };
    }

    private RowPipe pipe() {
        return new RowPipe(stop, progress);
    }

    private TableDelta whole(WholeTable whole, Session from, Session to, TableWork work, String reason, boolean write)
            throws SQLException {
        return write ? whole.carry(from, to, work, reason) : whole.measure(from, work, reason);
    }

    private TableDelta settled(Session to, TableCopy table, Entry kept, boolean write) throws SQLException {
        if (write) {
            DeltaRecord.put(to, table.qualified(), new Entry(mark, kept.fingerprint(), kept.rows()));
        }
        return TableDelta.unchanged(table.display(), kept.rows());
    }

    /** Tables where nothing changed are as they are at this mark, too, unless their definition changed after the snapshot. */
    private List<TableDelta> stand(List<TableWork> standing, boolean write) {
        var now = source.shapesNow();
        var same = new ArrayList<String>();
        var tables = new ArrayList<TableDelta>();
        for (var work : standing) {
            var table = work.table();
            var shape = Optional.ofNullable(now.get(table.qualified())).map(TableShape::fingerprint);
            if (shape.equals(Optional.of(source.fingerprint(table)))) {
                same.add(table.qualified());
                tables.add(TableDelta.unchanged(table.display(), work.kept().rows()));
            } else {
                tables.add(TableDelta.left(table.display()));
            }
        }
        if (write) {
            try (var session = locks.on(target.open(stop))) {
                try {
                    session.execute("SET synchronous_commit = on");
                    DeltaRecord.advance(session, same, mark);
                } catch (SQLException e) {
                    throw session.failure("recording how far the copy is", e);
                }
            }
        }
        return tables;
    }
}
