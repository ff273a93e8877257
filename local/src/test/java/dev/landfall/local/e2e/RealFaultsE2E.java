package dev.landfall.local.e2e;

import static dev.landfall.local.matrix.Way.CUTOVER;
import static dev.landfall.local.matrix.Way.CUTOVER_SHARED;
import static dev.landfall.local.matrix.Way.ROLLBACK;
import static dev.landfall.local.matrix.Way.ROLLBACK_SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.matrix.Canned;
import dev.landfall.local.matrix.Canned.Trouble;
import dev.landfall.local.matrix.End;
import dev.landfall.local.matrix.Fault;
import dev.landfall.local.matrix.Way;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Chosen cells of the failure matrix in the real local world, where users write all the time and both sides are looked at
 * ten times a second: each run ends on the side that the model says, never on both, and no row is lost without a word.
 */
@NeedsTier(Tier.WORLD)
@Execution(ExecutionMode.SAME_THREAD)
class RealFaultsE2E {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));

    private record Case(Way way, List<Trouble> troubles) {}

    /** The order spares whole moves: what ends on the target is followed by what begins there. */
    private static final List<Case> OWN = List.of(
            after(CUTOVER, "Freeze", Fault.OPERATOR),
            after(CUTOVER, "Freeze", Fault.ABORTED),
            before(CUTOVER, "ConfirmQuiet", Fault.RUNTIME),
            before(CUTOVER, "SnapshotDatabases", Fault.TIMEOUT),
            before(CUTOVER, "QuiesceTarget", Fault.DENIED),
            after(CUTOVER, "QuiesceTarget", Fault.ABORTED),
            before(CUTOVER, "DumpDatabase", Fault.KILLED),
            after(CUTOVER, "RestoreDatabase", Fault.BUG),
            after(CUTOVER, "CompareDatabase", Fault.DATA_LIMIT),
            after(CUTOVER, "WakeTarget", Fault.PERMISSIONS),
            before(CUTOVER, "Validate", Fault.OUT_OF_MEMORY),
            after(CUTOVER, "SwitchDns", Fault.OPERATOR),
            new Case(
                    CUTOVER,
                    List.of(
                            new Trouble("VerifyDns", Fault.TIMEOUT, false),
                            new Trouble("RevertDns", Fault.DENIED, false))),
            before(CUTOVER, "AwaitLiveSettings", Fault.ABORTED),
            before(ROLLBACK, "RequestRollback", Fault.OPERATOR),
            after(ROLLBACK, "StopTarget", Fault.ABORTED),
            after(CUTOVER, "SwitchDns", Fault.RUNTIME),
            before(ROLLBACK, "MeasureDivergence", Fault.KILLED));

    private static final List<Case> SHARED = List.of(
            after(CUTOVER_SHARED, "Freeze", Fault.KILLED),
            after(CUTOVER_SHARED, "Freeze", Fault.DATA_LIMIT),
            before(CUTOVER_SHARED, "ConfirmQuiet", Fault.THROTTLED),
            after(CUTOVER_SHARED, "SnapshotDatabases", Fault.RUNTIME),
            before(CUTOVER_SHARED, "ReachDatabase", Fault.KILLED),
            after(CUTOVER_SHARED, "ReachDatabase", Fault.ABORTED),
            after(CUTOVER_SHARED, "WakeTarget", Fault.OPERATOR),
            after(CUTOVER_SHARED, "WakeTarget", Fault.RUNTIME),
            before(CUTOVER_SHARED, "Validate", Fault.TIMEOUT),
            before(CUTOVER_SHARED, "RequestGoLive", Fault.DENIED),
            after(CUTOVER_SHARED, "RequestGoLive", Fault.ABORTED),
            before(CUTOVER_SHARED, "SwitchDns", Fault.THROTTLED),
            after(CUTOVER_SHARED, "SwitchDns", Fault.OUT_OF_MEMORY),
            before(CUTOVER_SHARED, "VerifyDns", Fault.RETRY),
            after(CUTOVER_SHARED, "SwitchDns", Fault.RUNTIME),
            after(ROLLBACK_SHARED, "OpenRollback", Fault.BUG),
            before(ROLLBACK_SHARED, "MeasureDivergence", Fault.TIMEOUT),
            before(CUTOVER_SHARED, "VerifyDns", Fault.DATA_LIMIT),
            before(ROLLBACK_SHARED, "RestoreDns", Fault.DENIED),
            before(CUTOVER_SHARED, "VerifyLive", Fault.PERMISSIONS),
            after(ROLLBACK_SHARED, "ReturnToSource", Fault.ABORTED),
            before(CUTOVER_SHARED, "LiftFreeze", Fault.HEARTBEAT));

    @TempDir
    static Path folder;

    @BeforeAll
    static void letTheServersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void ownDatabases() throws SQLException {
        meet(OWN, ROOT.resolve("landfall.json"), false);
    }

    @Test
    void oneDatabaseForBothSides() throws IOException, SQLException {
        var tree = ConfigurationText.checked(Files.readAllBytes(ROOT.resolve("landfall.json")));
        tree.withObject("/database").put("strategy", "shared");
        meet(SHARED, Files.writeString(folder.resolve("shared.json"), tree.toPrettyString()), true);
    }

    private static void meet(List<Case> cases, Path configuration, boolean shared) throws SQLException {
        var lines = new ArrayList<String>();
        var all = new SoftAssertions();
        try (var world = FaultyWorld.open(folder.resolve(shared ? "shared" : "own"), configuration, shared)) {
            for (var each : cases) {
                var began = System.nanoTime();
                var expected = Canned.end(each.way(), each.troubles());
                var ended = each.way().goesBack() ? world.rollback(each.troubles()) : world.cutover(each.troubles());
                var line = "%s: %s: %s, %s; %d rows given up%s; %d s"
                        .formatted(
                                each.way().words(),
                                each.troubles(),
                                ended.status(),
                                ended.end().words(),
                                ended.lost(),
                                ended.told() ? "" : " WITHOUT A WORD",
                                Duration.ofNanos(System.nanoTime() - began).toSeconds());
                System.out.println(line);
                lines.add(line);
                all.assertThat(ended.end()).as(line).isEqualTo(expected == End.UNTOUCHED ? End.SOURCE : expected);
                all.assertThat(ended.told()).as(line).isTrue();
            }
            System.out.println(world.samples() + " looks at both sides, " + world.both() + " with both live");
            all.assertThat(world.samples()).isPositive();
            all.assertThat(world.both()).as("both sides live").isZero();
        }
        assertThat(lines).hasSize(cases.size());
        all.assertAll();
    }

    private static Case before(Way way, String state, Fault fault) {
        return new Case(way, List.of(new Trouble(state, fault, false)));
    }

    private static Case after(Way way, String state, Fault fault) {
        return new Case(way, List.of(new Trouble(state, fault, true)));
    }
}
