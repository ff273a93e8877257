package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.HostileDatabase;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that wants to be run by whoever reads it is moved and compared, and nothing of it runs. */
@NeedsTier(Tier.POSTGRES)
class HostileDatabaseIT {

    @TempDir
    Path folder;

    @Test
    void nothingOfItRunsAndItsCopyIsTheSame() throws Exception {
        try (var world = new World(folder);
                var store = FolderStore.own(folder.resolve("store"))) {
            World.run(world.source, World.DATABASE, """
                    CREATE TABLE rows (id int PRIMARY KEY, moment timestamptz, number float8, bytes bytea, word text);
                    INSERT INTO rows SELECT n, '2026-01-01Z'::timestamptz + n * interval '1 hour', n / 7.0::float8,
                        decode(md5(n::text), 'hex'), 'a\\b''c' FROM generate_series(1, 5000) n;
                    CREATE INDEX ON rows (word);
                    CREATE SEQUENCE numbers START 77;
                    CREATE MATERIALIZED VIEW summary AS SELECT pg_catalog.count(*) AS n FROM rows;""");
            try (var session = world.source.connect(World.DATABASE);
                    var statement = session.createStatement()) {
                for (var sql : HostileDatabase.statements(World.DATABASE, "postgres")) {
                    statement.execute(sql);
                }
            }

            var dumped = world.dump(store, "run");
            var restored = world.restore(store, "run");
            var compared = world.compare(store, "run");

            assertThat(dumped.rows()).isEqualTo(5000);
            assertThat(restored.rows()).isEqualTo(5000);
            assertThat(compared.matches()).as("%s", compared).isTrue();
            assertThat(HostileDatabase.ran(world.source.log())).isEmpty();
            assertThat(HostileDatabase.ran(world.target.log())).isEmpty();
            // The trap works, on both sides.
            for (var server : new dev.landfall.embedded.PostgresServer[] {world.source, world.target}) {
                World.run(server, World.DATABASE, "SELECT relname !~ '^pg_' FROM pg_class LIMIT 1");
                assertThat(HostileDatabase.ran(server.log())).isNotEmpty();
            }
        }
    }
}
