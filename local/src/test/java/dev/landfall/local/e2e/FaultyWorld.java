package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.freeze.Standing;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.matrix.Canned.Trouble;
import dev.landfall.local.matrix.End;
import dev.landfall.rollback.KeptTarget;
import dev.landfall.run.RunFiles;
import dev.landfall.standing.Situation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One world in which run after run meets trouble, brought back to where it was before each of them. */
final class FaultyWorld implements AutoCloseable {

    private final RealFaults faults = new RealFaults();
    private final TestWorld test;
    private final boolean shared;
    private final BothSides sides;
    private final Set<String> toldAsLost = new TreeSet<>();

    private FaultyWorld(Path home, Path configuration, boolean shared) {
        this.shared = shared;
        test = TestWorld.open(home, configuration, faults);
        faults.stopsBy(arn -> test.world().engine().execution(arn).ifPresent(run -> run.stop("Stopped", "by hand")));
        sides = new BothSides(test, shared, () -> faults.worked("WakeTarget"));
    }

    /** Rehearsed, so that a cutover may begin. */
    static FaultyWorld open(Path home, Path configuration, boolean shared) {
        var world = new FaultyWorld(home, configuration, shared);
        try {
            passed(world.test.finish(world.test.startRehearsal()));
            return world;
        } catch (RuntimeException | AssertionError e) {
            world.close();
            throw e;
        }
    }

    /** How a run ended, and what was seen meanwhile. */
    record Ended(ExecutionStatus status, End end, int lost, boolean told, Situation now, boolean saidTrue) {}

    int samples() {
        return sides.samples();
    }

    int both() {
        return sides.both();
    }

    Ended cutover(List<Trouble> troubles) throws SQLException {
        toSource();
        return run(() -> startCutover(troubles));
    }

    Ended rollback(List<Trouble> troubles) throws SQLException {
        if (sides.end() != End.TARGET) {
            toSource();
            passed(test.finish(startCutover(List.of()), "approve"));
        }
        if (!shared) {
            assertThat(LiveRows.onlyOnSource(test))
                    .as("rows left behind on the source")
                    .isEmpty();
            test.awaitLiveWrites();
        }
        return run(() -> startRollback(troubles));
    }

    private Ended run(Supplier<Execution> start) throws SQLException {
        var execution = test.finish(start.get(), "approve");
        var end = sides.end();
        var lost = lost(end);
        var now = Situation.of(files());
        var said = SaidNow.isTrue(now, end, test.world().isLiveOnTarget());
        return new Ended(execution.status(), end, lost.size(), told(execution, lost), now, said);
    }

    private Execution startCutover(List<Trouble> troubles) {
        faults.expect(troubles);
        test.world().applyBeforeSettings();
        return test.startCutover(KeptTarget.undecided(files(), "").map(KeptTarget::cutoverRunId));
    }

    private Execution startRollback(List<Trouble> troubles) {
        faults.expect(troubles);
        return test.startRollback();
    }

    /** As people do who read the first line of the report, the mail or {@code status}. */
    private void toSource() throws SQLException {
        if (Standing.of(files()).live() != Standing.Side.SOURCE) {
            var ended = run(() -> startRollback(List.of()));
            assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(ended.told()).as("rows given up with a word").isTrue();
        }
        faults.expect(List.of());
        faults.forget();
        assertThat(sides.end()).isEqualTo(End.SOURCE);
    }

    /** What the target alone has, since the last time that this was asked. */
    private Set<String> lost(End end) throws SQLException {
        if (shared || end == End.TARGET) {
            return Set.of();
        }
        var rows = LiveRows.onlyOnTarget(test);
        rows.removeAll(toldAsLost);
        toldAsLost.addAll(rows);
        return rows;
    }

    /** The report names at least as many rows, or says that nobody counted them. */
    private boolean told(Execution execution, Set<String> lost) {
        if (lost.isEmpty()) {
            return true;
        }
        var back = "return-" + execution.name();
        return isTold(
                test.file(
                        test.world().runFile(back, "report.json").isPresent() ? back : execution.name(), "report.json"),
                lost);
    }

    /** Of the run that came to the end of the way back. */
    private static boolean isTold(JsonNode report, Set<String> lost) {
        return report.at("/rollback/rowsGivenUp").asLong() >= lost.size()
                || report.path("notChecked").toString().contains("Rows written");
    }

    private RunFiles files() {
        return new RunFiles(test.world().gateways().runStore());
    }

    private static Execution passed(Execution execution) {
        assertThat(execution.cause()).isEmpty();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return execution;
    }

    @Override
    public void close() {
        sides.close();
        test.close();
    }
}
