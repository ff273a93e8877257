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
import java.util.function.Predicate;

/** The schema's archive, restored in two halves: before the data, and after it. */
final class SchemaRestore implements AutoCloseable {

    private final ClientProgram program;
    private final StopSignal stop;
    private final TemporaryFolder folder;
    private final Path archive;

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

    /** Types, functions, tables: all that data needs. */
    void beforeData() {
        restore(List.of("--section=pre-data", program.connection()), entry -> !entry.isEventTrigger());
    }

    /** What there is before the data. */
    List<ArchiveEntry> entriesBeforeData() {
        return entries("--section=pre-data");
    }

    /** Indexes, constraints, triggers: what to run for each of them, but for event triggers. */
    PostDataScript afterData() {
        var entries = entries("--section=post-data").stream()
                .filter(entry -> !entry.isLeftOut() && !entry.isEventTrigger())
                .toList();
        var script = run(List.of("--section=post-data", "--verbose", "--file=-"), entries);
        return PostDataScript.cut(entries, script);
    }

    /** Event triggers, after everything else; those that an earlier attempt created are dropped first. */
    void eventTriggers() {
        restore(
                List.of("--section=post-data", "--clean", "--if-exists", program.connection()),
                ArchiveEntry::isEventTrigger);
    }

    @Override
    public void close() {
        folder.close();
    }

    private void restore(List<String> options, Predicate<ArchiveEntry> chosen) {
        var entries = entries(options.getFirst()).stream()
                .filter(entry -> !entry.isLeftOut() && chosen.test(entry))
                .toList();
        if (!entries.isEmpty()) {
            run(options, entries);
        }
    }

    private List<ArchiveEntry> entries(String section) {
        return ArchiveEntry.of(
                program.run(List.of("--list", section, "--no-publications", "--no-subscriptions", archive()), stop));
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
