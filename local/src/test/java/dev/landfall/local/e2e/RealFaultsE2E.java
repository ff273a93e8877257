package dev.landfall.local.e2e;

import static dev.landfall.local.e2e.FaultCase.after;
import static dev.landfall.local.e2e.FaultCase.before;
import static dev.landfall.local.e2e.FaultCase.both;
import static dev.landfall.local.e2e.FaultCase.unheardAndDenied;
import static dev.landfall.local.matrix.Way.CUTOVER;
import static dev.landfall.local.matrix.Way.ROLLBACK;

import dev.landfall.local.matrix.Canned.Trouble;
import dev.landfall.local.matrix.Fault;
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
 * Chosen cells of the failure matrix in the real local world, with databases of their own, where users write all the time
 * and both sides are looked at ten times a second: each run ends on the side that the model says, never on both, and no
 * row is lost without a word. The order spares whole moves: what ends on the target is followed by what begins there.
 */
@NeedsTier(Tier.WORLD)
class RealFaultsE2E {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));

    private static final List<FaultCase> CASES = List.of(
            after(CUTOVER, "Freeze", Fault.OPERATOR),
            after(CUTOVER, "Freeze", Fault.ABORTED),
            before(CUTOVER, "ConfirmQuiet", Fault.RUNTIME),
            before(CUTOVER, "SnapshotDatabases", Fault.TIMEOUT),
            before(CUTOVER, "QuiesceTarget", Fault.DENIED),
            after(CUTOVER, "QuiesceTarget", Fault.ABORTED),
            before(CUTOVER, "DumpDatabase", Fault.KILLED),
            after(CUTOVER, "RestoreDatabase", Fault.BUG),
            before(CUTOVER, "CompareDatabase", Fault.THROTTLED),
            after(CUTOVER, "WakeTarget", Fault.PERMISSIONS),
            before(CUTOVER, "MeasureDatabase", Fault.OUT_OF_MEMORY),
            both(CUTOVER, "VerifyDns", Fault.TIMEOUT, "RevertDns", Fault.DENIED),
            unheardAndDenied(CUTOVER, "RevertDns", new Trouble("VerifyDns", Fault.OPERATOR, false)),
            after(CUTOVER, "LiftFreeze", Fault.ABORTED),
            unheardAndDenied(ROLLBACK, "RestoreDns"),
            after(CUTOVER, "SwitchDns", Fault.RUNTIME),
            before(ROLLBACK, "RequestRollback", Fault.OPERATOR),
            after(ROLLBACK, "StopTarget", Fault.ABORTED),
            after(ROLLBACK, "VerifySource", Fault.DATA_LIMIT));

    @TempDir
    Path folder;

    @Test
    void eachRunEndsOnTheSideThatTheModelSays() throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        FaultCase.meet(CASES, folder.resolve("world"), ROOT.resolve("landfall.json"), false);
    }
}
