package dev.landfall.mover.compare;

import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.PostgresPrograms.Installation;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.TemporaryFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The target's schema against the source's.
 *
 * @param differences objects on one side only, or defined otherwise, by kind and name: a definition may hold a password
 * @param unseen why there was no comparison; empty where there was one
 * @param notes what can be told of definitions that are not printed alike
 * @param definitionsCount whether one that reads otherwise is a difference
 */
record SchemaComparison(
        List<String> differences, Optional<String> unseen, List<String> notes, boolean definitionsCount) {

    private static final int NAMED = 5;

    SchemaComparison {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** The target's against the one that the dump kept. */
    static SchemaComparison of(
            Manifest manifest,
            Server target,
            Snapshot snapshot,
            ConstraintCheck constraints,
            PostgresPrograms programs,
            ObjectStore store,
            StopSignal stop) {
        var major = snapshot.ask("asking its version", Server::major);
        var fitting = programs(programs, manifest.clientMajor(), major);
        if (fitting.isEmpty()) {
            return unseen(
                    "No pg_dump here is as new as the target's server, PostgreSQL " + major
                            + ", so the schemas were not compared.",
                    List.of());
        }
        var chosen = fitting.get();
        var source = source(manifest, chosen, target, constraints, store, stop);
        var copy = SchemaObjects.of(
                SchemaLines.ofDump(new ClientProgram(chosen.program("pg_dump"), target), snapshot, stop), constraints);
        return between(source, copy, major == manifest.serverMajor() && chosen.major() == manifest.clientMajor());
    }

    /** Between two majors the same definition may read otherwise: then it is told, and not counted. */
    static SchemaComparison between(SchemaObjects source, SchemaObjects copy, boolean printedAlike) {
        var otherwise = source.definedOtherwise(copy);
        var differences = new ArrayList<>(source.onOneSideOnly(copy));
        if (printedAlike) {
            otherwise.forEach(name -> differences.add(name + ": defined otherwise on the target"));
        }
        return new SchemaComparison(
                differences,
                Optional.empty(),
                printedAlike || otherwise.isEmpty()
                        ? List.of()
                        : List.of(otherwise.size()
                                + " objects are there and their definitions read otherwise, as another major prints them: "
                                + String.join(
                                        ", ", otherwise.stream().limit(NAMED).toList())
                                + (otherwise.size() > NAMED ? " and others" : "")),
                printedAlike);
    }

    /** Without client programs that could print both. */
    static SchemaComparison unseen(String why, List<String> differences) {
        return new SchemaComparison(differences, Optional.of(why), List.of(), false);
    }

    /** Of the major that wrote the archive or of the target's, whichever is newer; else the nearest newer ones. */
    private static Optional<Installation> programs(PostgresPrograms programs, int archiveMajor, int targetMajor) {
        var newest = Math.max(archiveMajor, targetMajor);
        return programs.majors().choose(newest, newest).flatMap(programs::ofMajor);
    }

    private static SchemaObjects source(
            Manifest manifest,
            Installation programs,
            Server target,
            ConstraintCheck constraints,
            ObjectStore store,
            StopSignal stop) {
        try (var folder = TemporaryFolder.create("compare")) {
            var archive = new ArchivedSchema(manifest, store).fetch(folder);
            var program = new ClientProgram(programs.program("pg_restore"), target);
            return SchemaObjects.of(SchemaLines.ofArchive(program, archive.toString(), stop), constraints);
        }
    }

    /** Those that the comparison of contents found, and these. */
    List<String> notesAfter(List<String> others) {
        return Stream.concat(others.stream(), notes.stream()).toList();
    }
}
