package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Segment;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.PackedSegment;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Passes an archive that was stored in pieces to one {@code pg_restore}, while the dump may still write it.
 *
 * @param program {@code pg_restore}
 */
record ArchiveRestore(
        ClientProgram program,
        ObjectStore store,
        DatabaseLayout layout,
        String attempt,
        DumpWatch watch,
        StopSignal stop) {

    /** How {@link ProgressTracker} knows it. */
    private static final String NAME = "archive";

    private static final List<String> OPTIONS = List.of(
            "--no-password",
            "--no-owner",
            "--no-acl",
            "--no-publications",
            "--no-subscriptions",
            "--no-tablespaces",
            "--no-security-labels",
            "--section=data",
            "--section=post-data",
            "--exit-on-error");

    /** The archive's beginning, as soon as it is there: its first piece holds all definitions. */
    Path awaitHead(TemporaryFolder folder) {
        try {
            return Files.write(folder.path().resolve("head.dump"), first());
        } catch (IOException e) {
            throw TemporaryFolder.unusable(e);
        }
    }

    /**
     * Into a database that has what comes before the data; all but event triggers.
     *
     * @param head see {@link #awaitHead}
     */
    void run(Path head, ProgressTracker progress) {
        try (var folder = TemporaryFolder.create("archive")) {
            var list = folder.path().resolve("entries");
            Files.write(list, entries(head));
            var arguments = new ArrayList<>(OPTIONS);
            arguments.add("--use-list=" + list);
            arguments.add(program.connection());
            program.feed(arguments, stop, input -> pass(first(), input, progress));
        } catch (IOException e) {
            throw TemporaryFolder.unusable(e);
        }
    }

    private byte[] first() {
        return piece(1).map(this::content).orElseThrow(() -> missing(1));
    }

    private List<String> entries(Path head) {
        return ArchiveEntry.of(program.run(List.of("--list", head.toString()), stop)).stream()
                .filter(entry -> !entry.isLeftOut() && !entry.isEventTrigger())
                .map(ArchiveEntry::line)
                .toList();
    }

    private void pass(byte[] first, OutputStream input, ProgressTracker progress) throws IOException {
        try (var clock = progress.clock(NAME)) {
            var content = Optional.of(first);
            for (var sequence = 1L; content.isPresent(); sequence++) {
                input.write(content.get());
                clock.moved(0, content.get().length);
                content = piece(sequence + 1).map(this::content);
            }
        }
    }

    /** Waits for it; empty after the last one. */
    private Optional<Segment> piece(long sequence) {
        while (true) {
            var whole = watch.archive(attempt);
            if (whole.isPresent()) {
                return whole.get().pieces().stream()
                        .filter(piece -> piece.sequence() == sequence)
                        .findFirst();
            }
            var prefix = layout.segments(attempt);
            var found = store.list(prefix + Segment.sortsAs(sequence), "").stream()
                    .flatMap(key -> Segment.parse(key).stream())
                    .findFirst();
            if (found.isPresent()) {
                watch.news();
                return found;
            }
            watch.await(attempt);
        }
    }

    private byte[] content(Segment piece) {
        var key = layout.segments(attempt) + piece.fileName();
        return PackedSegment.content(key, store.get(key).orElseThrow(() -> missing(piece.sequence())), piece);
    }

    private RuntimeException missing(long sequence) {
        return Problem.operator(
                        "SEGMENT_MISSING",
                        "Piece " + sequence + " of the archive below " + layout.segments(attempt)
                                + " is not in the store although the dump wrote it.",
                        "Find out what removes objects of the run (a lifecycle rule?), then start a new run.")
                .asException();
    }
}
