package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.mover.compare.Compare;
import dev.landfall.mover.compare.CompareRequest;
import dev.landfall.mover.compare.LiveCompare;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.mover.validate.Validate;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choices that an operator has: plain pg_dump, foreign keys proven later. */
@NeedsTier(Tier.POSTGRES)
class OtherWaysIT {

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(world.source, World.DATABASE, MoverIT.zoo());
        World.run(world.source, World.DATABASE, "ANALYZE");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void plainArchiveArrivesWhileItIsWrittenAndComparesEqual() throws Exception {
        var restore = CompletableFuture.supplyAsync(() -> world.restore(store, "archive"), Thread::startVirtualThread);

        var dumped = archive("archive");
        var restored = restore.get(120, TimeUnit.SECONDS);

        assertThat(restored.rows()).isEqualTo(dumped.rows());
        var layout = new RunLayout("archive").database(World.DATABASE);
        assertThat(store.get(layout.archive())).isPresent();
        assertThat(store.get(layout.schema())).isEmpty();
        assertThat(world.compare(store, "archive").differences()).isEmpty();
        assertThat(live(ConstraintCheck.NOW)).isEmpty();
        assertThat(world.restore(store, "archive").unchanged()).isTrue();
    }

    @Test
    void damagedPieceOfAnArchiveIsNotPassedOn() throws Exception {
        archive("damaged");
        var key = store.list(new RunLayout("damaged").database(World.DATABASE).data(), "")
                .getFirst();
        var content = store.get(key).orElseThrow();
        content[content.length / 2] ^= 1;
        store.put(key, content);

        assertThatThrownBy(() -> world.restore(store, "damaged"))
                .hasMessageStartingWith("SEGMENT_DAMAGED [")
                .hasMessageContaining(key);
    }

    @Test
    void objectsThatAreMissingAddedOrDefinedOtherwiseAreNamedAndNothingOfTheirDefinitions() throws Exception {
        for (var run : List.of("defined", "defined-archive")) {
            World.run(
                    world.source,
                    World.DATABASE,
                    String.join(
                            ";",
                            "CREATE OR REPLACE FUNCTION public.word() RETURNS text LANGUAGE sql AS $$ SELECT 'marked-word' $$",
                            "CREATE TABLE IF NOT EXISTS public.kept (id int, label text)",
                            "CREATE INDEX IF NOT EXISTS kept_label ON public.kept (label)"));
            if (run.endsWith("archive")) {
                archive(run);
            } else {
                world.dump(store, run);
            }
            restore(run, ConstraintCheck.NOW);
            assertThat(world.compare(store, run).differences()).as(run).isEmpty();

            World.run(
                    world.target,
                    World.DATABASE,
                    String.join(
                            ";",
                            "CREATE OR REPLACE FUNCTION public.word() RETURNS text LANGUAGE sql AS $$ SELECT 'marked-other' $$",
                            "DROP INDEX public.kept_label",
                            "CREATE VIEW public.\"added; later\" AS SELECT 1 AS one"));
            var comparison = world.compare(store, run);

            assertThat(comparison.matches()).isFalse();
            assertThat(comparison.schema())
                    .as(run)
                    .containsExactlyInAnyOrder(
                            "INDEX public.kept_label: not on the target",
                            "VIEW public.added; later: on the target only",
                            "FUNCTION public.word(): defined otherwise on the target");
            assertThat(comparison.differences().toString()).doesNotContain("marked-");
        }
    }

    @Test
    void foreignKeysCanBeProvenLater() throws Exception {
        world.dump(store, "after");
        restore("after", ConstraintCheck.AFTER);

        assertThat(world.compare(store, "after").unvalidatedConstraints())
                .contains("public.documents.documents_zoo_id_fkey");
        var expected = compare("after", ConstraintCheck.AFTER);
        assertThat(expected.differences()).isEmpty();
        assertThat(expected.notes()).singleElement().asString().contains("documents_zoo_id_fkey", "not validated yet");
        assertThat(live(ConstraintCheck.AFTER)).isEmpty();
        assertThat(live(ConstraintCheck.NOW)).isNotEmpty();
        assertThatThrownBy(() ->
                        World.run(world.target, World.DATABASE, "INSERT INTO documents (id, zoo_id) VALUES (-1, -1)"))
                .as("new rows have to meet it at once")
                .hasMessageContaining("documents_zoo_id_fkey");

        var result = new Validate(world.targetServer(), List.of(), 2, LockLimit.USUAL, new StopSignal()).run();

        assertThat(result.validated()).contains("public.documents.documents_zoo_id_fkey");
        assertThat(live(ConstraintCheck.NOW)).isEmpty();
        assertThat(new Validate(world.targetServer(), List.of(), 2, LockLimit.USUAL, new StopSignal())
                        .run()
                        .validated())
                .isEmpty();
    }

    @Test
    void tableThatStaysLockedIsNotWaitedForWithoutLimitWhenAKeyIsProven() throws Exception {
        world.dump(store, "held");
        restore("held", ConstraintCheck.AFTER);
        try (var holder = world.target.connect(World.DATABASE);
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE documents IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(() -> new Validate(
                                    world.targetServer(),
                                    List.of(),
                                    2,
                                    new LockLimit(Duration.ofSeconds(2)),
                                    new StopSignal())
                            .run())
                    .hasMessageStartingWith("NO_PROGRESS [RETRY]")
                    .hasMessageContaining("public.documents.documents_zoo_id_fkey");
        }
    }

    @Test
    void rowThatMeetsNoKeyIsFoundWhenThatIsProven() throws Exception {
        world.dump(store, "orphan");
        restore("orphan", ConstraintCheck.AFTER);
        World.run(
                world.target,
                World.DATABASE,
                "SET session_replication_role = replica; INSERT INTO documents (zoo_id) VALUES (-1)");

        assertThatThrownBy(
                        () -> new Validate(world.targetServer(), List.of(), 2, LockLimit.USUAL, new StopSignal()).run())
                .hasMessageStartingWith("TARGET_FAILED [")
                .hasMessageContaining("documents_zoo_id_fkey");
    }

    @Test
    void largeObjectsThatOnlyTheTargetHasAreADifference() throws Exception {
        World.run(world.source, "postgres", "CREATE DATABASE bare");
        World.run(world.source, "bare", "CREATE TABLE t (a int)");
        var bare = new DumpRequest(
                "bare",
                World.DATABASE,
                world.sourceServer().withDatabase("bare"),
                1,
                1 << 16,
                Compression.LZ4,
                Optional.empty(),
                MoveMethod.COPY,
                DumpRequest.Limits.USUAL);
        new Dump(bare, store, World.PROGRAMS, new StopSignal()).run(progress -> {});
        world.restore(store, "bare");
        assertThat(world.compare(store, "bare").differences()).isEmpty();

        World.run(world.target, World.DATABASE, "SELECT lo_create(0)");

        assertThat(world.compare(store, "bare").differences())
                .containsExactly("large objects: 1 on the target, none on the source");
    }

    private static dev.landfall.model.transfer.TransferResult archive(String run) {
        return new Dump(
                        new DumpRequest(
                                run,
                                World.DATABASE,
                                world.sourceServer(),
                                2,
                                1 << 16,
                                Compression.ZSTD,
                                Optional.empty(),
                                MoveMethod.PG_DUMP,
                                DumpRequest.Limits.USUAL),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    private static void restore(String run, ConstraintCheck check) {
        new Restore(
                        new RestoreRequest(
                                run,
                                World.DATABASE,
                                world.targetServer(),
                                2,
                                Duration.ofMinutes(1),
                                RestoreRequest.USUAL_STALL_LIMIT,
                                check,
                                World.REPLACING),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    private static Comparison compare(String run, ConstraintCheck check) {
        return new Compare(
                        new CompareRequest(run, World.DATABASE, world.targetServer(), CompareLevel.CONTENT, 2, check),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    private static List<String> live(ConstraintCheck check) {
        return new LiveCompare(
                        world.sourceServer(),
                        world.targetServer(),
                        CompareLevel.ROWS,
                        2,
                        check,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {})
                .differences();
    }
}
