package dev.landfall.local.e2e;

import static dev.landfall.local.e2e.FaultCase.after;
import static dev.landfall.local.e2e.FaultCase.before;
import static dev.landfall.local.e2e.FaultCase.both;
import static dev.landfall.local.matrix.Way.CUTOVER_SHARED;
import static dev.landfall.local.matrix.Way.ROLLBACK_SHARED;

import dev.landfall.local.matrix.Fault;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chosen cells of the failure matrix in the real local world, with one database for both sides, where users write all the time
 * and both sides are looked at ten times a second: each run ends on the side that the model says, never on both, and no
 * row is lost without a word. The order spares whole moves: what ends on the target is followed by what begins there.
 */
@NeedsTier(Tier.WORLD)
class RealFaultsSharedE2E {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));

    private static final List<FaultCase> CASES = List.of(
            after(CUTOVER_SHARED, "Freeze", Fault.KILLED),
            after(CUTOVER_SHARED, "Freeze", Fault.DATA_LIMIT),
            before(CUTOVER_SHARED, "ConfirmQuiet", Fault.THROTTLED),
            both(CUTOVER_SHARED, "ConfirmQuiet", Fault.OPERATOR, "ReturnToSource", Fault.DENIED),
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
    Path folder;

    @Test
    void eachRunEndsOnTheSideThatTheModelSays() throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var tree = ConfigurationText.checked(Files.readAllBytes(ROOT.resolve("landfall.json")));
        tree.withObject("/database").put("strategy", "shared");
        var configuration = Files.writeString(folder.resolve("shared.json"), tree.toPrettyString());
        FaultCase.meet(CASES, folder.resolve("world"), configuration, true);
    }
}
