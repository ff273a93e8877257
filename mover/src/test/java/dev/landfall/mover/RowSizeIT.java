package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.RunLayout;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of many megabytes, that do not compress, in movers with the heap that everybody starts them with. */
@NeedsTier(Tier.POSTGRES)
class RowSizeIT {

    private static final List<String> USUAL = MoverJvm.flags();
    private static final List<String> LARGE =
            Stream.concat(MoverJvm.flags().stream(), Stream.of("-Xmx900m")).toList();

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = FolderStore.own(folder.resolve("store"));
        World.run(world.source, World.DATABASE, """
                CREATE FUNCTION noise(megabytes int) RETURNS bytea LANGUAGE sql AS
                  $$ SELECT string_agg(sha256(g::text::bytea), '') FROM generate_series(1, megabytes * 31250) g $$;
                CREATE TABLE files (id int PRIMARY KEY, content bytea); ALTER TABLE files ALTER content SET STORAGE EXTERNAL;
                CREATE TABLE texts (id int PRIMARY KEY, content text); ALTER TABLE texts ALTER content SET STORAGE EXTERNAL""");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void rowsOfTwentyMegabytesAreCarriedBySeveralWorkersAtOnce() throws Exception {
        World.run(
                world.source,
                World.DATABASE,
                "TRUNCATE files, texts; INSERT INTO files SELECT g, noise(20) FROM generate_series(1, 3) g;"
                        + " INSERT INTO texts SELECT g, encode(noise(10), 'hex') FROM generate_series(1, 3) g");

        succeeds(mover(USUAL, "dump", "twenty"));
        succeeds(mover(USUAL, "restore", "twenty"));
        succeeds(mover(USUAL, "compare", "twenty"));
    }

    @Test
    void rowOfAHundredMegabytesIsRefusedWithWhatToDoAndThenCarried() throws Exception {
        World.run(
                world.source,
                World.DATABASE,
                "TRUNCATE files, texts; INSERT INTO files VALUES (1, noise(100)), (2, 'small')");

        refuses(mover(USUAL, "dump", "hundred"), "reading public.files of the source");
        var layout = new RunLayout("hundred").database(World.DATABASE);
        assertThat(store.get(layout.dataIndex())).isEmpty();
        assertThat(store.get(layout.manifest())).isEmpty();

        succeeds(mover(LARGE, "dump", "hundred"));
        refuses(mover(USUAL, "restore", "hundred"), "loading public.files");
        assertThat(world.askCopyOf("hundred", "SELECT count(*) FROM files WHERE id = 1"))
                .isEqualTo("0");

        succeeds(mover(LARGE, "restore", "hundred"));
        refuses(mover(USUAL, "compare", "hundred"), "reading public.files of the target");
        succeeds(mover(LARGE, "compare", "hundred"));
    }

    private static void succeeds(MoverProcess mover) throws IOException, InterruptedException {
        assertThat(mover.exit()).as(mover.stderr()).isZero();
    }

    /** In one line, and not by the JVM's own death. */
    private static void refuses(MoverProcess mover, String doing) throws IOException, InterruptedException {
        assertThat(mover.exit()).isEqualTo(1);
        assertThat(mover.stderr())
                .contains("ROW_TOO_LARGE [OPERATOR]: ", " was not enough while " + doing + ":", "LANDFALL_MOVER_HEAP")
                .doesNotContain("OutOfMemoryError")
                .doesNotContain("\tat ");
    }

    private static MoverProcess mover(List<String> flags, String command, String run) throws IOException {
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD + "\n");
        var side = command.equals("dump") ? world.source : world.target;
        return MoverProcess.start(
                flags,
                folder,
                MoverJvm.environment(),
                command,
                "--store",
                folder.resolve("store").toUri().toString(),
                "--run",
                run,
                "--database",
                World.DATABASE,
                "--password-from",
                "file:" + password,
                command.equals("dump") ? "--source" : "--target",
                side.url(World.DATABASE),
                command.equals("restore") ? "--replace-changed" : "--jobs=2");
    }
}
