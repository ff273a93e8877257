package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.compare.LiveCompare;
import dev.landfall.mover.delta.Baseline;
import dev.landfall.mover.delta.CatchUp;
import dev.landfall.mover.delta.CaughtUp;
import dev.landfall.mover.delta.Delta;
import dev.landfall.mover.delta.DeltaReport;
import dev.landfall.mover.delta.DeltaRequest;
import dev.landfall.mover.delta.StandingCopy;
import dev.landfall.mover.delta.TableDelta;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/** Two databases that begin alike, and what the delta's commands do with them. */
record WarmWorld(World world, PostgresPrograms programs) {

    private static final String EMPTY = """
            SELECT lo_unlink(oid) FROM pg_largeobject_metadata;
            DROP SCHEMA IF EXISTS landfall_copy CASCADE; DROP SCHEMA IF EXISTS other CASCADE;
            DROP SCHEMA public CASCADE; CREATE SCHEMA public;""";

    WarmWorld(World world) {
        this(world, World.PROGRAMS);
    }

    /** Both have the same, and the copy's record is begun. */
    Baseline begin(String sql) throws SQLException {
        both(EMPTY);
        both(sql);
        return begin();
    }

    Baseline begin() {
        var baseline = busy(() -> Baseline.take(source(), new StopSignal()));
        StandingCopy.begin(target(), baseline, new StopSignal());
        return baseline;
    }

    void both(String sql) throws SQLException {
        write(sql);
        onTarget(sql);
    }

    void write(String sql) throws SQLException {
        World.run(world.source, World.DATABASE, sql);
    }

    void onTarget(String sql) throws SQLException {
        World.run(world.target, World.DATABASE, sql);
    }

    DeltaReport apply() {
        return apply(progress -> {});
    }

    DeltaReport apply(ProgressListener listener) {
        return busy(() -> new Delta(request(), new StopSignal()).apply(listener));
    }

    /** Where nobody writes at all. */
    DeltaReport applyAtRest() {
        return new Delta(request(), new StopSignal()).apply(progress -> {});
    }

    DeltaReport measure() {
        return new Delta(request(), new StopSignal()).measure(progress -> {});
    }

    CaughtUp catchUp() {
        return busy(() -> new CatchUp(request(), new StopSignal()).run(progress -> {}));
    }

    /** While another database of the source is written, as it is as a rule: a server that rests lets its log wait. */
    private <T> T busy(Supplier<T> work) {
        try (var session = world.source.connect("postgres");
                var statement = session.createStatement()) {
            var ticker = Ticker.every(Duration.ofMillis(100), "busy", () -> {
                try {
                    statement.execute("SELECT lo_unlink(lo_creat(-1))");
                } catch (SQLException e) {
                    // It was closed: the work is done.
                }
            });
            try {
                return work.get();
            } finally {
                ticker.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of one table, from one pass. */
    static TableDelta table(DeltaReport report, String name) {
        return report.tables().stream()
                .filter(table -> table.table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a look at transactions alone would carry: rows of the source at or after the baseline. */
    String seenByTransaction(Baseline baseline, String table) throws SQLException {
        return World.ask(
                world.source,
                "SELECT count(*) FROM ONLY " + table + " WHERE "
                        + baseline.mark().condition());
    }

    /** By the comparison that every move ends with. */
    void assertEqual(String as) {
        var comparison = new LiveCompare(
                        source(), target(), CompareLevel.CONTENT, 1, ConstraintCheck.NOW, programs, new StopSignal())
                .run(progress -> {});
        assertThat(comparison.differences()).as(as).isEmpty();
        assertThat(comparison.schema()).as(as).isEmpty();
    }

    Server source() {
        return World.server(Side.SOURCE, world.source);
    }

    Server target() {
        return World.server(Side.TARGET, world.target);
    }

    DeltaRequest request() {
        return request(world.source, world.target);
    }

    static DeltaRequest request(PostgresServer source, PostgresServer target) {
        return new DeltaRequest(
                World.server(Side.SOURCE, source),
                World.server(Side.TARGET, target),
                2,
                new LockLimit(Duration.ofSeconds(5)),
                Duration.ofMinutes(1));
    }
}
