package dev.landfall.mover.store;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ArchivePieces;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Segment;
import dev.landfall.mover.store.ObjectStore.Stored;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a dump left in the store, read in one place: it is of this run and this database, and every key that it names lies
 * where this dump writes. Problems: {@code MANIFEST_OF_ANOTHER_RUN}, {@code OBJECT_OUT_OF_PLACE}, {@code OBJECTS_CHANGED}.
 */
public record DumpObjects(ObjectStore store, String run, String database) {

    private static final int LONGEST_SHOWN = 80;

    /** An attempt's name is a folder's. */
    private static final Pattern ATTEMPT = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public DatabaseLayout layout() {
        return new RunLayout(run).database(database);
    }

    public Optional<Stored<Manifest>> plan() {
        return read(layout().plan());
    }

    /** All segments, once that attempt has written the last of them; it is of the same tables as the plan. */
    public Optional<Stored<Manifest>> index(Manifest plan) {
        var index = index().filter(found -> found.value().attempt().equals(plan.attempt()));
        index.ifPresent(found -> {
            if (!SameDump.of(plan).equals(SameDump.of(found.value()))) {
                throw Problem.operator(
                                ObjectStore.CHANGED,
                                layout().dataIndex() + " does not fit " + layout().plan()
                                        + ": they do not name the same tables, sequences and schema.",
                                "Find out who writes to the run's store, then start a new run.")
                        .asException();
            }
        });
        return index;
    }

    /** Of whichever attempt. */
    public Optional<Stored<Manifest>> index() {
        return read(layout().dataIndex());
    }

    public Optional<Stored<Manifest>> manifest() {
        return read(layout().manifest());
    }

    /** The pieces of that attempt's archive: all of them, in order. */
    public Optional<ArchivePieces> archive(String attempt) {
        var key = layout().archive();
        var archive = store.readJson(key, ArchivePieces.class)
                .filter(found -> found.attempt().equals(attempt));
        archive.ifPresent(found -> {
            var sequence = 1L;
            for (var piece : found.pieces()) {
                refuseOutOfPlace(key, piece);
                if (piece.sequence() != sequence) {
                    throw UnreadableObject.changed(key).asException();
                }
                sequence++;
            }
            if (found.pieces().isEmpty()) {
                throw UnreadableObject.changed(key).asException();
            }
        });
        return archive;
    }

    /** {@code OBJECTS_CHANGED}: it was there, for what stands there now was written after it. */
    public LandfallException missing(String key) {
        return Problem.operator(
                        ObjectStore.CHANGED,
                        "The object " + key + " is not in the store although the dump wrote it.",
                        "Find out what removes objects of the run (a lifecycle rule?), then start a new run.")
                .asException();
    }

    private Optional<Stored<Manifest>> read(String key) {
        var found = store.readStored(key, Manifest.class);
        found.ifPresent(stored -> check(key, stored.value()));
        return found;
    }

    private void check(String key, Manifest found) {
        if (!found.run().equals(run) || !found.database().equals(database)) {
            throw Problem.operator(
                            "MANIFEST_OF_ANOTHER_RUN",
                            "The object " + key + " is of run " + plain(found.run()) + " and database "
                                    + plain(found.database()) + ".",
                            "Do not copy objects between runs; start a new run.")
                    .asException();
        }
        if (!ATTEMPT.matcher(found.attempt()).matches()) {
            throw outOfPlace(key, "a dump's attempt");
        }
        var schema = found.schema().key();
        if (!schema.equals(layout().schema()) && !schema.isEmpty()) {
            throw outOfPlace(key, "the schema's archive");
        }
        var ids = new HashSet<Integer>();
        var segments = found.tables().stream().flatMap(table -> table.segments().stream());
        segments.forEach(segment -> refuseOutOfPlace(key, segment));
        if (!found.tables().stream().allMatch(table -> ids.add(table.id()))) {
            throw UnreadableObject.changed(key).asException();
        }
    }

    /** A value that nobody has checked yet, for people to read. */
    private static String plain(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_SHOWN)).replaceAll("[^\\w .-]", "?");
    }

    /** Its name is made of its values; where one of them is no number or digest, the name would lead elsewhere. */
    private static void refuseOutOfPlace(String key, Segment segment) {
        if (!Segment.parse(segment.fileName()).equals(Optional.of(segment))) {
            throw outOfPlace(key, "a segment");
        }
    }

    private static LandfallException outOfPlace(String key, String what) {
        return Problem.operator(
                        "OBJECT_OUT_OF_PLACE",
                        "The object " + key + " names a place of " + what + " that is not this run's own.",
                        "Find out who writes to the run's store, then start a new run.")
                .asException();
    }

    /** What does not change while a dump goes on: all but counts, digests and segments. */
    private record SameDump(Manifest common) {

        static SameDump of(Manifest dump) {
            return new SameDump(dump.withTables(
                            dump.tables().stream()
                                    .map(table -> table.withSegments(List.of()).withDigest(""))
                                    .toList(),
                            0,
                            0)
                    .withSource(dump.source().withNotes(List.of())));
        }
    }
}
