package dev.landfall.mover.dump;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.StoredObject;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.PostgresPrograms.Installation;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.Sha256;
import dev.landfall.mover.store.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The schema, as an archive that {@code pg_restore} can restore in two halves, around the data. */
record SchemaDump(Installation programs) {

    /**
     * {@code PG_PROGRAMS_MISSING}, {@code SOURCE_NEWER_THAN_CLIENT} or {@code PG_PROGRAMS_UNFIT}, where no program here can do
     * it.
     *
     * @param targetMajor of the server that the archive is for, where that is known
     */
    static SchemaDump choose(PostgresPrograms programs, int sourceMajor, Optional<Integer> targetMajor) {
        if (programs.all().isEmpty()) {
            throw PostgresPrograms.missing().asException();
        }
        if (programs.majors().forDump(sourceMajor, Optional.empty()).isEmpty()) {
            throw Problem.operator(
                            "SOURCE_NEWER_THAN_CLIENT",
                            "The source runs PostgreSQL " + sourceMajor + ", and the newest pg_dump here is "
                                    + newest(programs) + ", which refuses a newer server.",
                            "Install the client programs of PostgreSQL " + sourceMajor + " or newer, or set "
                                    + PostgresPrograms.VARIABLE + " to their folder.")
                    .asException();
        }
        return new SchemaDump(programs.majors()
                .forDump(sourceMajor, targetMajor)
                .flatMap(programs::ofMajor)
                .orElseThrow(() -> PostgresPrograms.unfit(sourceMajor, targetMajor.orElse(sourceMajor))
                        .asException()));
    }

    StoredObject write(Server source, Snapshot snapshot, ObjectStore store, String key, StopSignal stop) {
        try (var folder = TemporaryFolder.create("schema")) {
            var archive = folder.path().resolve("schema.dump");
            new ClientProgram(programs.program("pg_dump"), source)
                    .run(
                            List.of(
                                    "--schema-only",
                                    "--no-owner",
                                    "--no-acl",
                                    "--format=custom",
                                    "--encoding=UTF8",
                                    "--lock-wait-timeout=60s",
                                    "--no-password",
                                    "--snapshot=" + snapshot.id(),
                                    "--file=" + archive),
                            stop);
            var content = Files.readAllBytes(archive);
            var digest = Sha256.of(content);
            store.put(key, content, digest);
            return new StoredObject(key, content.length, digest.hex());
        } catch (IOException e) {
            throw TemporaryFolder.unusable(e);
        }
    }

    private static int newest(PostgresPrograms programs) {
        return programs.all().stream().mapToInt(Installation::major).max().orElse(0);
    }
}
