package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.HostileContent;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hostile.sql} on every major, by a target's user as on RDS: what it may do with roles is another thing from 16 on. */
@NeedsTier(Tier.VERSIONS)
class HostileVersionsIT {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "PostgreSQL {0}")
    @CsvSource({"12, 15", "13, 15", "14, 15", "16, 16", "17, 17", "18, 18"})
    void masterUserRestoresAsARoleWithoutRights(int major, int client) throws Exception {
        var programs = VersionsIT.programs(client);
        try (var world = new World(folder, VersionsIT.archive(major), VersionsIT.archive(major), programs)) {
            var password = World.PASSWORD.replace("'", "''");
            for (var server : List.of(world.source, world.target)) {
                World.run(server, "postgres", "CREATE ROLE lowly");
            }
            World.run(
                    world.source,
                    "postgres",
                    "CREATE ROLE builder LOGIN PASSWORD '" + password + "'; ALTER DATABASE app OWNER TO builder");
            World.run(
                    world.target,
                    "postgres",
                    "CREATE ROLE master LOGIN CREATEDB CREATEROLE PASSWORD '" + password
                            + "'; ALTER DATABASE app OWNER TO master");
            EveryKind.psql(
                    world.source.url(World.DATABASE).replace("postgres@", "builder@"),
                    HostileContent.sql(folder.resolve("marker")));
            var store = new FolderStore(folder.resolve("store"));
            world.dump(store, "hostile", major);

            new Restore(
                            new RestoreRequest(
                                    "hostile",
                                    World.DATABASE,
                                    world.targetServer().as("master", World.PASSWORD),
                                    2,
                                    Duration.ofSeconds(20),
                                    RestoreRequest.USUAL_STALL_LIMIT,
                                    ConstraintCheck.NOW,
                                    World.REPLACING,
                                    GainedRights.ACCEPT),
                            store,
                            programs,
                            new StopSignal())
                    .run(progress -> {});

            assertThat(ran(world.target))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .matches(".* ran as (landfall_[0-9a-f]{8}) in a session of \\1, with rights f"));
            assertThat(Files.readString(world.target.log())).doesNotContain("succeeded at");
            assertThat(World.ask(
                            world.target, "postgres", "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'landfall%'"))
                    .isEqualTo("0");
            assertThat(World.ask(world.target, "SELECT has_function_privilege('lowly', 'public.getkey()', 'EXECUTE')"))
                    .isEqualTo("f");
            assertThat(World.ask(
                            world.target, "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'traps'"))
                    .isEqualTo("master");
        }
    }

    private static List<String> ran(PostgresServer server) throws java.io.IOException {
        return Files.readString(server.log())
                .lines()
                .filter(line -> line.contains(" ran as ") && line.contains("LOG:  hostile"))
                .toList();
    }
}
