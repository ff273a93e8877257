package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.store.TemporaryFolder;

/** Fills the copy by {@code pg_restore}; from the beginning each time, for it does not say how far it was. */
record ArchiveFilling(Filling filling) {

    Manifest run() {
        var plan = filling.plan();
        var program = SchemaRestore.choose(filling.programs(), filling.major(), plan.clientMajor())
                .program("pg_restore");
        filling.create();
        filling.progress().phase("restoring with pg_restore");
        var archive = new ArchiveRestore(
                new ClientProgram(program, filling.role().server()),
                filling.store(),
                filling.request().layout(),
                plan.attempt(),
                filling.watch(),
                filling.stop());
        try (var folder = TemporaryFolder.create("archive")) {
            var head = archive.awaitHead(folder);
            try (var schema = SchemaRestore.ofArchive(
                    new ClientProgram(program, filling.request().target()), head, filling.stop())) {
                filling.beforeData(schema);
                archive.run(head, filling.progress());
                var index = filling.awaitIndex();
                filling.gatherStatistics();
                filling.handOver((session, statements) -> session.execute("BEGIN; " + statements + "COMMIT"));
                filling.finishEventTriggers(schema);
                return index;
            }
        }
    }
}
