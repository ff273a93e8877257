package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.PostgresClients;
import dev.landfall.testing.Tier;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of object between servers of different majors: the digests agree, or the pair is refused and nothing dropped. */
@NeedsTier(Tier.VERSIONS)
class VersionsIT {

    /** Of the server on the class path. */
    private static final int USUAL_MAJOR = 15;

    private static final Path ARCHIVES =
            Path.of(System.getProperty("landfall.root", ".."), "mover", "target", "postgres");

    @TempDir
    Path folder;

    /** One major of client programs for dump and restore: the target's, or another one where that is said to work. */
    @ParameterizedTest(name = "{0} to {1} with client programs of {2}")
    @CsvSource({
        "12, 15, 15",
        "12, 16, 16",
        "13, 15, 15",
        "13, 17, 17",
        "13, 17, 15",
        "13, 17, 18",
        "14, 15, 15",
        "15, 15, 15",
        "16, 18, 18",
        "17, 18, 18"
    })
    void everyKindArrivesWithTheSameDigests(int from, int to, int client) throws Exception {
        try (var world = new World(folder, archive(from), archive(to), programs(client))) {
            var store = new FolderStore(folder.resolve("store"));
            EveryKind.prepare(world.source);
            EveryKind.prepare(world.target);
            EveryKind.fill(world.source, World.DATABASE, from);

            var dumped = world.dump(store, "versions", to);
            var restored = world.restore(store, "versions");

            assertThat(restored.rows()).isEqualTo(dumped.rows());
            assertThat(store.readJson(
                                    new RunLayout("versions")
                                            .database(World.DATABASE)
                                            .manifest(),
                                    Manifest.class)
                            .map(Manifest::clientMajor))
                    .contains(client);
            var comparison = world.compare(store, "versions");
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.schemaUnseen().isPresent())
                    .as("schemas are compared, unless no pg_dump here is as new as the target")
                    .isEqualTo(client < to);
        }
    }

    @ParameterizedTest(name = "{0} to {1} with client programs of {2}")
    @CsvSource({
        "16, 16, 15, SOURCE_NEWER_THAN_CLIENT",
        "18, 18, 16, SOURCE_NEWER_THAN_CLIENT",
        "15, 14, 15, TARGET_OLDER_THAN_SOURCE",
        "18, 17, 18, TARGET_OLDER_THAN_SOURCE",
        "12, 16, 17, PG_PROGRAMS_UNFIT",
        "15, 16, 18, PG_PROGRAMS_UNFIT"
    })
    void pairThatCannotBeIsRefusedBeforeAnythingIsDropped(int from, int to, int client, String code) throws Exception {
        try (var world = new World(folder, archive(from), archive(to), programs(client))) {
            var store = new FolderStore(folder.resolve("store"));
            World.run(world.source, World.DATABASE, "CREATE TABLE numbers AS SELECT 1 AS id");
            World.run(world.target, World.DATABASE, "CREATE TABLE precious AS SELECT 1 AS id");

            assertThatThrownBy(() -> {
                        world.dump(store, "refused", to);
                        world.restore(store, "refused");
                    })
                    .hasMessageStartingWith(code + " [");

            assertThat(World.ask(world.target, "SELECT count(*) FROM precious")).isEqualTo("1");
        }
    }

    @Test
    void clientProgramsOfFourMajorsAreHere() {
        assertThat(allPrograms().all().stream().map(PostgresPrograms.Installation::major))
                .contains(15, 16, 17, 18);
    }

    static Optional<Path> archive(int major) {
        return major == USUAL_MAJOR ? Optional.empty() : Optional.of(ARCHIVES.resolve(major + ".jar"));
    }

    /** As a machine that has no others. */
    static PostgresPrograms programs(int major) {
        return allPrograms().only(installation -> installation.major() == major);
    }

    private static PostgresPrograms allPrograms() {
        var folders =
                PostgresClients.folders().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return PostgresPrograms.find(Map.of("PATH", folders + File.pathSeparator + System.getenv("PATH")));
    }
}
