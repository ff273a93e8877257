package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.restore.Permission;
import dev.landfall.mover.restore.Permission.Replacing;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One restore at a time works on a target, and who is told to go is told by whom. */
@NeedsTier(Tier.POSTGRES)
class TurnIT {

    private static final Permission TAKE_OVER = new Permission(Replacing.CHANGED, true);

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(world.source, World.DATABASE, "CREATE TABLE numbers AS SELECT generate_series(1, 100) AS id");
        world.dump(store, "second");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void secondRunIsRefusedWithTheNameOfTheFirst() throws Exception {
        var first = waiting("first");

        assertThatThrownBy(() -> world.restore(store, "second", named("landfall move second"), World.REPLACING))
                .hasMessageStartingWith("TARGET_BUSY [")
                .hasMessageContaining("landfall move first (since ")
                .hasMessageContaining("from 127.0.0.1")
                .hasMessageContaining("--take-over");

        assertThat(first.isDone()).isFalse();
        world.dump(store, "first");
        first.get(60, TimeUnit.SECONDS);
    }

    @Test
    void whoTakesOverIsNamedByWhomItTookOverFrom() throws Exception {
        var first = waiting("third");

        world.restore(store, "second", named("landfall move second"), TAKE_OVER);

        assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS))
                .hasMessageContaining("TARGET_TAKEN_OVER [")
                .hasMessageContaining("Another run took over")
                .hasMessageContaining("landfall move second");
        assertThat(World.ask(world.target, "SELECT count(*) FROM numbers")).isEqualTo("100");
    }

    @Test
    void anotherAttemptOfTheSameRunTakesOverByItself() throws Exception {
        var first = waiting("fourth");
        var second = waiting("fourth");

        assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS))
                .hasMessageContaining("TARGET_TAKEN_OVER [")
                .hasMessageContaining("Another attempt of this run");

        world.dump(store, "fourth");
        second.get(60, TimeUnit.SECONDS);
    }

    /** A restore that has its turn and waits for its dump. */
    private static CompletableFuture<Void> waiting(String run) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var restore = CompletableFuture.runAsync(
                () -> world.restore(
                        store, run, named("landfall move " + run), World.REPLACING, Duration.ofMinutes(1), progress -> {
                            if (progress.phase().startsWith("waiting")) {
                                begun.countDown();
                            }
                        }),
                Thread::startVirtualThread);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        return restore;
    }

    private static Server named(String application) {
        var usual = world.targetServer();
        return new Server(usual.side(), usual.url(), usual.password(), application);
    }
}
