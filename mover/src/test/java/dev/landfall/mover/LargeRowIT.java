package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A single value against the memory of the mover as it is started: it passes, or it is refused in plain words. */
@NeedsTier(Tier.POSTGRES)
class LargeRowIT {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    static Path folder;

    private static World world;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void rowOf20MiBPasses() throws Exception {
        fill(20);

        assertThat(moved("20", MoverJvm.flags())).isTrue();
        assertThat(world.compare(new FolderStore(folder.resolve("store")), "20").differences())
                .isEmpty();
    }

    @Test
    void rowOf100MiBPassesWithALargerHeap() throws Exception {
        fill(100);

        assertThat(moved("100-large", withHeap("1g"))).isTrue();
        assertThat(World.ask(world.target, "SELECT length(body) FROM wide")).isEqualTo("104857600");
    }

    @Test
    void rowOf100MiBIsRefusedAsTooLarge() throws Exception {
        fill(100);
        assertRefused("100");
    }

    @Test
    void rowOf400MiBIsRefusedAsTooLarge() throws Exception {
        fill(400);
        assertRefused("400");
    }

    private static void assertRefused(String run) throws Exception {
        var dump = mover("dump", run, "--source", world.source.url(World.DATABASE), MoverJvm.flags());

        assertThat(dump.exit()).isEqualTo(1);
        assertThat(dump.stderr()).contains("ROW_TOO_LARGE").contains("LANDFALL_MOVER_HEAP");
        assertThat(dump.stdout()).isEmpty();
    }

    private static void fill(int mebibytes) throws SQLException {
        World.run(
                world.source,
                World.DATABASE,
                "DROP TABLE IF EXISTS wide; CREATE TABLE wide AS SELECT 1 AS id, left(repeat('large row ', "
                        + (mebibytes * MEBIBYTE / 10 + 1) + "), " + mebibytes * MEBIBYTE + ") AS body");
    }

    private static boolean moved(String run, List<String> flags) throws Exception {
        var dump = mover("dump", run, "--source", world.source.url(World.DATABASE), flags);
        assertThat(dump.exit()).as(dump.stderr()).isZero();
        var restore = mover("restore", run, "--target", world.target.url(World.DATABASE), flags);
        assertThat(restore.exit()).as(restore.stderr()).isZero();
        return true;
    }

    private static List<String> withHeap(String size) {
        var flags = new ArrayList<>(MoverJvm.flags());
        flags.replaceAll(flag -> flag.startsWith("-Xmx") ? "-Xmx" + size : flag);
        return flags;
    }

    private static MoverProcess mover(String verb, String run, String side, String url, List<String> flags)
            throws IOException {
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD + "\n");
        return MoverProcess.start(
                flags,
                folder,
                Map.of(),
                verb,
                "--store",
                folder.resolve("store").toUri().toString(),
                "--run",
                run,
                "--database",
                World.DATABASE,
                "--password-from",
                "file:" + password,
                side,
                url);
    }
}
