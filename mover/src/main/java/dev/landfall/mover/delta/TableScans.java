package dev.landfall.mover.delta;

import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.delta.TableWork.Keyed;
import dev.landfall.mover.delta.TableWork.Keyless;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.table.TablePart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks over tables whose changes transactions tell. */
record TableScans(SourceView source, int jobs, StopSignal stop, ProgressTracker progress) {

    /** By qualified name; tables that are no longer what the snapshot shows are missing. */
    Map<String, Scanned> run(List<TableWork> works, List<TablePart> parts) {
        var marks = new HashMap<String, WriteMark>();
        works.stream()
                .filter(work -> work instanceof Keyed || work instanceof Keyless)
                .forEach(work -> marks.put(work.table().qualified(), work.kept().mark()));
        Queue<TablePart> queue = new ConcurrentLinkedQueue<>(parts.stream()
                .filter(part -> marks.containsKey(part.table().qualified()))
                .toList());
        var scanned = new ConcurrentHashMap<String, Scanned>();
        if (queue.isEmpty()) {
            return scanned;
        }
        Set<String> left = ConcurrentHashMap.newKeySet();
        new Workers(Math.min(jobs, queue.size()), source::join, stop)
                .run("looking for changes", () -> Optional.ofNullable(queue.poll()), (session, part) -> {
                    var table = part.table().qualified();
                    var mark = Optional.ofNullable(marks.get(table)).orElseThrow();
                    if (source.lock(session, part.table())) {
                        var seen = Scanned.of(session, part, mark);
                        scanned.merge(table, seen, Scanned::plus);
                        progress.add(seen.all(), 0);
                    } else {
                        left.add(table);
                    }
                    source.release(session);
                });
        left.forEach(scanned::remove);
        return scanned;
    }
}
