package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"12, 15", "13, 15", "14, 15", "15, 15", "16, 18"})
    void everyKindArrivesWithTheSameDigests(int from, int to) throws Exception {
        try (var world = new World(folder, archive(from), archive(to), allPrograms())) {
            var store = new FolderStore(folder.resolve("store"));
            EveryKind.prepare(world.source);
            EveryKind.prepare(world.target);
            EveryKind.fill(world.source, World.DATABASE, from);

            var dumped = world.dump(store, "versions");
            var restored = world.restore(store, "versions");

            assertThat(restored.rows()).isEqualTo(dumped.rows());
            assertThat(world.compare(store, "versions").differences()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} to {1} with client programs of {2}")
    @CsvSource({
        "16, 16, 15, SOURCE_NEWER_THAN_CLIENT",
        "18, 18, 16, SOURCE_NEWER_THAN_CLIENT",
        "15, 14, 15, TARGET_OLDER_THAN_SOURCE",
        "15, 16, 18, PG_PROGRAMS_UNFIT"
    })
    void pairThatCannotBeIsRefusedBeforeAnythingIsDropped(int from, int to, int client, String code) throws Exception {
        var programs = allPrograms().only(installation -> installation.major() == client);
        try (var world = new World(folder, archive(from), archive(to), programs)) {
            var store = new FolderStore(folder.resolve("store"));
            World.run(world.source, World.DATABASE, "CREATE TABLE numbers AS SELECT 1 AS id");
            World.run(world.target, World.DATABASE, "CREATE TABLE precious AS SELECT 1 AS id");

            assertThatThrownBy(() -> {
                        world.dump(store, "refused");
                        world.restore(store, "refused");
                    })
                    .hasMessageStartingWith(code + " [");

            assertThat(World.ask(world.target, "SELECT count(*) FROM precious")).isEqualTo("1");
        }
    }

    @Test
    void clientProgramsOfThreeMajorsAreHere() {
        assertThat(allPrograms().all().stream().map(PostgresPrograms.Installation::major))
                .contains(15, 16, 18);
    }

    private static Optional<Path> archive(int major) {
        return major == USUAL_MAJOR ? Optional.empty() : Optional.of(ARCHIVES.resolve(major + ".jar"));
    }

    private static PostgresPrograms allPrograms() {
        var folders =
                PostgresClients.folders().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return PostgresPrograms.find(Map.of("PATH", folders + File.pathSeparator + System.getenv("PATH")));
    }
}
