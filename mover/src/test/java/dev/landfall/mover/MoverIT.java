package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.TableComparison;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a database with every kind of table, while somebody writes to the source. */
@NeedsTier(Tier.POSTGRES)
class MoverIT {

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(world.source, World.DATABASE, zoo());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static String zoo() throws IOException {
        try (var in = MoverIT.class.getResourceAsStream("/zoo.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyKindOfTableArrivesAsTheSnapshotHeldIt() throws Exception {
        var writing = new AtomicBoolean(true);
        var started = new CompletableFuture<Void>();
        var writer = CompletableFuture.runAsync(() -> write(writing, started), Thread::startVirtualThread);
        started.get(10, TimeUnit.SECONDS);
        var restore = CompletableFuture.supplyAsync(() -> world.restore(store, "zoo"), Thread::startVirtualThread);

        var dumped = world.dump(store, "zoo");
        var restored = restore.get(120, TimeUnit.SECONDS);
        writing.set(false);
        writer.get(10, TimeUnit.SECONDS);
        var comparison = world.compare(store, "zoo");

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.matches()).isTrue();
        assertThat(comparison.notes()).isEmpty();
        assertThat(restored.rows()).isEqualTo(dumped.rows());
        assertThat(comparison.rows()).isEqualTo(dumped.rows());
        assertThat(World.ask(world.target, "SELECT count(*) % 2 FROM live")).isEqualTo("0");
        for (var question : new String[] {
            "SELECT string_agg(p.r::text || p.rs::text || p.t::text || p.p::text, ',') FROM catalog p",
            "SELECT md5(string_agg(z::text, ',' ORDER BY id)) FROM zoo z",
            "SELECT md5(lo_get(4711)) || md5(lo_get(4712)) || md5(lo_get(4713))",
            "SELECT nextval('lonely') || ',' || nextval('untouched') || ',' || nextval('documents_id_seq')",
            "SELECT string_agg(mood || count::text, ',' ORDER BY mood) FROM a_counts_twice",
            "SELECT changed FROM watched",
            "SELECT count(*) FROM no_columns",
            "SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f'",
            "SELECT relispopulated FROM pg_class WHERE relname = 'aaa_first'",
            "SELECT obj_description('\"Größe \"\"quoted\"\"\".\"Straße \"\"x\"\"\"'::regclass)",
        }) {
            assertThat(World.ask(world.target, question)).as(question).isEqualTo(World.ask(world.source, question));
        }
        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'landfall%'"))
                .isEqualTo("0");

        assertThat(world.dump(store, "zoo").unchanged()).isTrue();
        assertThat(world.restore(store, "zoo").unchanged()).isTrue();

        World.run(world.target, World.DATABASE, "UPDATE zoo SET n = n + 1 WHERE id = 5");
        World.run(world.target, World.DATABASE, "DELETE FROM child WHERE b = 3; CREATE TABLE extra (a int)");
        assertThat(world.compare(store, "zoo").tableDifferences())
                .extracting(TableComparison::text)
                .containsExactlyInAnyOrder(
                        "public.zoo: same count (2001 rows), other content",
                        "public.child: 2 rows on the source, 1 on the target",
                        "\"public\".\"extra\": on the target only");
    }

    @Test
    void restoreThatEndedAmongIndexesGoesOnThere() throws Exception {
        world.dump(store, "constraints");
        var stop = new StopSignal();
        var request = new RestoreRequest(
                "constraints",
                World.DATABASE,
                world.targetServer(),
                2,
                Duration.ofMinutes(1),
                RestoreRequest.USUAL_STALL_LIMIT,
                ConstraintCheck.NOW,
                World.REPLACING);
        assertThatThrownBy(() -> new Restore(request, store, World.PROGRAMS, stop).run(progress -> {
                    if (progress.phase().equals("filling materialized views")) {
                        stop.stop(Problem.retry("TERMINATED", "It was told to end.", "Start again.")
                                .asException());
                    }
                }))
                .hasMessageContaining("TERMINATED");
        var copy = world.copyOf("constraints");
        assertThat(world.askCopyOf(
                        "constraints", "SELECT count(*) FROM landfall_copy.entry WHERE name LIKE 'FK CONSTRAINT %'"))
                .isNotEqualTo("0");
        World.run(world.target, copy, "ALTER TABLE zoo DROP CONSTRAINT zoo_ci_key");
        World.run(
                world.target, copy, "DELETE FROM landfall_copy.entry WHERE name = 'CONSTRAINT public zoo zoo_ci_key'");

        world.restore(store, "constraints");

        assertThat(world.compare(store, "constraints").differences()).isEmpty();
        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_class WHERE relkind = 'i' AND relnamespace = 2200"))
                .isEqualTo(World.ask(
                        world.source, "SELECT count(*) FROM pg_class WHERE relkind = 'i' AND relnamespace = 2200"));
    }

    @Test
    void databaseThatIsNotThereIsCreated() throws Exception {
        World.run(world.target, "postgres", "DROP DATABASE IF EXISTS app WITH (FORCE)");
        world.dump(store, "created");

        world.restore(store, "created");

        assertThat(world.compare(store, "created").differences()).isEmpty();
    }

    @Test
    void ownerAndSettingsOfTheReplacedDatabaseStay() throws Exception {
        World.run(world.target, "postgres", "DROP DATABASE IF EXISTS app WITH (FORCE)");
        World.run(world.target, "postgres", "DROP ROLE IF EXISTS keeper; CREATE ROLE keeper");
        World.run(world.target, "postgres", "CREATE DATABASE app OWNER keeper");
        World.run(world.target, "postgres", "ALTER DATABASE app SET work_mem = '7MB'");
        world.dump(store, "owner");

        world.restore(store, "owner");

        assertThat(World.ask(
                        world.target,
                        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("keeper");
        assertThat(World.ask(world.target, "SHOW work_mem")).isEqualTo("7MB");
    }

    /** Two rows in each transaction: a copy that saw half of one would hold an odd number. */
    private static void write(AtomicBoolean writing, CompletableFuture<Void> started) {
        try (var session = world.source.connect(World.DATABASE)) {
            session.setAutoCommit(false);
            try (var statement = session.createStatement()) {
                while (writing.get()) {
                    statement.execute("INSERT INTO live (pair) VALUES (1)");
                    statement.execute("INSERT INTO live (pair) VALUES (2)");
                    session.commit();
                    started.complete(null);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
