package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.StoredObject;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.PostgresPrograms.Installation;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.StoredSchema;
import dev.landfall.mover.store.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The schema's archive, restored in two halves: before the data, and after it. */
final class SchemaRestore implements AutoCloseable {

    private final ClientProgram program;
    private final StopSignal stop;
    private final TemporaryFolder folder;
    private final Path archive;
    private Optional<List<ArchiveEntry>> entriesBeforeData = Optional.empty();
    private Optional<List<ArchiveEntry>> entriesAfterData = Optional.empty();

    private SchemaRestore(ClientProgram program, StopSignal stop, TemporaryFolder folder, Path archive) {
        this.program = program;
        this.stop = stop;
        this.folder = folder;
        this.archive = archive;
    }

    /** Fetches the archive and checks it, and finds the program of the target's major or the nearest that fits. */
    static SchemaRestore prepare(
            PostgresPrograms programs,
            Server target,
            int targetMajor,
            int archiveMajor,
            StoredObject schema,
            ObjectStore store,
            StopSignal stop) {
        var chosen = choose(programs, targetMajor, archiveMajor);
        var folder = TemporaryFolder.create("restore");
        try {
            var archive = new StoredSchema(schema).fetch(store, folder);
            return new SchemaRestore(new ClientProgram(chosen.program("pg_restore"), target), stop, folder, archive);
        } catch (LandfallException e) {
            folder.close();
            throw e;
        }
    }

    /** {@code PG_PROGRAMS_MISSING}, or {@code PG_PROGRAMS_UNFIT} where none fits both target and archive. */
    static Installation choose(PostgresPrograms programs, int targetMajor, int archiveMajor) {
        if (programs.all().isEmpty()) {
            throw PostgresPrograms.missing().asException();
        }
        return programs.majors()
                .forRestore(targetMajor, archiveMajor)
                .flatMap(programs::ofMajor)
                .orElseThrow(
                        () -> PostgresPrograms.unfit(archiveMajor, targetMajor).asException());
    }

    /** Of an archive's beginning, where all definitions stand. */
    static SchemaRestore ofArchive(ClientProgram program, Path archive, StopSignal stop) {
        return new SchemaRestore(program, stop, TemporaryFolder.create("restore"), archive);
    }

    /** They need nothing, and nobody has anything in them yet. */
    PostDataScript schemas() {
        return beforeData(ArchiveEntry::isSchema);
    }

    PostDataScript extensions() {
        return beforeData(ArchiveEntry::isExtension);
    }

    /** Types, functions, tables: all else that data needs. */
    PostDataScript beforeData() {
        return beforeData(entry -> !entry.isSchema() && !entry.isExtension());
    }

    private PostDataScript beforeData(Predicate<ArchiveEntry> which) {
        var entries = entriesBeforeData().stream()
                .filter(entry -> !entry.isLeftOut() && !entry.isEventTrigger())
                .filter(which)
                .toList();
        return script("--section=pre-data", entries);
    }

    /** What there is before the data. */
    List<ArchiveEntry> entriesBeforeData() {
        if (entriesBeforeData.isEmpty()) {
            entriesBeforeData = Optional.of(entries("--section=pre-data"));
        }
        return entriesBeforeData.get();
    }

    /** Indexes, constraints, triggers: what to run for each of them, but for event triggers. */
    PostDataScript afterData() {
        return script(
                "--section=post-data",
                entriesAfterData().stream()
                        .filter(entry -> !entry.isLeftOut() && !entry.isEventTrigger())
                        .toList());
    }

    /** Event triggers, after everything else; those that an earlier attempt created are dropped first. */
    void eventTriggers() {
        var entries = entriesAfterData().stream()
                .filter(entry -> !entry.isLeftOut() && entry.isEventTrigger())
                .toList();
        if (!entries.isEmpty()) {
            run(List.of("--section=post-data", "--clean", "--if-exists", program.connection()), entries);
        }
    }

    @Override
    public void close() {
        folder.close();
    }

    private List<ArchiveEntry> entriesAfterData() {
        if (entriesAfterData.isEmpty()) {
            entriesAfterData = Optional.of(entries("--section=post-data"));
        }
        return entriesAfterData.get();
    }

    private PostDataScript script(String section, List<ArchiveEntry> entries) {
        return PostDataScript.cut(entries, run(List.of(section, "--verbose", "--file=-"), entries));
    }

    private List<ArchiveEntry> entries(String section) {
        return ArchiveEntry.of(program.run(
                List.of(
                        "--list",
                        section,
                        "--no-acl",
                        "--no-publications",
                        "--no-subscriptions",
                        "--no-security-labels",
                        archive()),
                stop));
    }

    /** Runs it for these entries; the SQL, where no database is named. */
    private String run(List<String> options, List<ArchiveEntry> entries) {
        var list = folder.path().resolve("entries");
        try {
            Files.write(list, entries.stream().map(ArchiveEntry::line).toList());
        } catch (IOException e) {
            throw TemporaryFolder.unusable(e);
        }
        var arguments = new ArrayList<>(List.of(
                "--no-password",
                "--no-owner",
                "--no-acl",
                "--no-publications",
                "--no-subscriptions",
                "--no-tablespaces",
                "--no-security-labels",
                "--exit-on-error",
                "--use-list=" + list));
        arguments.addAll(options);
        arguments.add(archive());
        return program.run(arguments, stop);
    }

    private String archive() {
        return archive.toString();
    }
}
