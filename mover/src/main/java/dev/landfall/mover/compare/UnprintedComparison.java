package dev.landfall.mover.compare;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.QualifiedName;
import dev.landfall.model.transfer.UnprintedState;
import dev.landfall.model.transfer.ViewContent;
import dev.landfall.mover.postgres.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code pg_dump} prints nothing of, on both sides: how constraints are enforced, what materialized views hold.
 *
 * @param differences in words
 * @param notes what is another on the target as a move leaves it, in words
 * @param notCompared in sentences
 */
record UnprintedComparison(List<String> differences, List<String> notes, List<String> notCompared) {

    UnprintedComparison {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
        notCompared = List.copyOf(notCompared);
    }

    /**
     * Where a view's content differs, the target is asked what its definition gives now.
     *
     * @param manifest of the source; an older dump tells nothing of this
     * @param snapshot of the target
     */
    static UnprintedComparison of(Manifest manifest, UnprintedState target, Snapshot snapshot) {
        var differences = new ArrayList<String>();
        var notes = new ArrayList<String>();
        var notCompared = new ArrayList<String>();
        var told = manifest.source().unprinted();
        if (told.isEmpty()) {
            notCompared.add(
                    "The dump is of an older version, which did not tell what materialized views hold and whether"
                            + " constraints are enforced.");
            return new UnprintedComparison(differences, notes, notCompared);
        }
        var source = told.get();
        enforcement(source, target, differences, notes);
        var copies = target.views().stream().collect(Collectors.toMap(ViewContent::qualified, Function.identity()));
        var seen = source.views().stream().collect(Collectors.toMap(ViewContent::qualified, Function.identity()));
        for (var view : source.views()) {
            var copy = copies.get(view.qualified());
            // One that is missing or empty there is told elsewhere.
            if (copy != null && !copy.equals(view)) {
                StaleView.judge(view, copy, snapshot).tell(differences, notes);
            }
        }
        target.views().stream()
                .filter(view -> !manifest.materializedViews().contains(new QualifiedName(view.schema(), view.name())))
                .forEach(view -> notes.add("materialized view with data on the target only: " + view.display()));
        unread(manifest, seen, notCompared);
        return new UnprintedComparison(differences, notes, notCompared);
    }

    /** With what was found of code and rights. */
    UnprintedComparison and(CodeComparison code) {
        return new UnprintedComparison(
                Stream.concat(differences.stream(), code.differences().stream()).toList(),
                Stream.concat(notes.stream(), code.notes().stream()).toList(),
                notCompared);
    }

    private static void enforcement(
            UnprintedState source, UnprintedState target, List<String> differences, List<String> notes) {
        target.unenforced().stream()
                .filter(constraint -> !source.unenforced().contains(constraint))
                .forEach(constraint -> differences.add("constraint not enforced as on the source: " + constraint));
        source.unenforced().stream()
                .filter(constraint -> !target.unenforced().contains(constraint))
                .forEach(constraint ->
                        notes.add("constraint enforced on the target and not on the source: " + constraint));
    }

    private static void unread(Manifest manifest, Map<String, ViewContent> seen, List<String> notCompared) {
        var unread = manifest.materializedViews().stream()
                .map(QualifiedName::qualified)
                .filter(view -> !seen.containsKey(view))
                .toList();
        if (!unread.isEmpty()) {
            notCompared.add(
                    "The source's user may not read these materialized views: " + String.join(", ", unread) + ".");
        }
    }
}
