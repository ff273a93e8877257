package dev.landfall.rollback;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.capture.Capture;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.Json;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.DivergenceReport.DatabaseDivergence;
import dev.landfall.model.transfer.DivergenceResult;
import dev.landfall.model.transfer.GoLiveBaseline;
import dev.landfall.run.Configuration;
import dev.landfall.run.Failure;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.transfer.MoverCommand;
import dev.landfall.transfer.MoverJobs;
import java.util.List;
import java.util.Map;

/**
 * Has a Job count what going back gives up: every table of the target is read, so it may take as long as the databases
 * are large. Nothing is given up, and nothing counted, where the target never went live, and where both sides share one
 * database.
 */
public record DivergenceCount(Gateways gateways, RunFiles files, RunRecord run) {

    /** In the place of a name, where nothing is known of any. */
    private static final String EVERY_DATABASE = "every database";

    public static DivergenceCount of(Gateways gateways, String runId) {
        var files = new RunFiles(gateways.runStore());
        return new DivergenceCount(gateways, files, files.run(runId));
    }

    /** The one that is taken back: by a rollback, or by itself where it failed after it moved the domain. */
    private RunRecord cutover() {
        return run.mode() == RunMode.CUTOVER ? run : files.run(run.takesBack());
    }

    /**
     * Starts the Job, or answers the token where there is nothing to count.
     *
     * @param configuration of the run's plan
     * @param command tells the count before the gate from the one after the target stopped
     */
    public Change begin(Configuration configuration, String command, String taskToken) {
        var cutover = cutover();
        if (!counts(cutover)) {
            var report = nothing(cutover);
            var change = files.write(DivergenceReport.key(run.runId()), report);
            gateways.taskTokens().succeed(taskToken, json(DivergenceResult.of(report)));
            return change;
        }
        var databases =
                files.require(Capture.key(cutover.runId()), Capture.class).databases();
        var mover = new MoverCommand(gateways.runStore().location(), run.runId(), configuration);
        return new MoverJobs(gateways, configuration, run.runId())
                .startForAll(databases, command, mover.diverge(cutover.runId(), databases), taskToken);
    }

    /** That nothing is known, and why; the gate shows it, and people decide. */
    public void notMeasured(Failure failure) {
        var cutover = cutover();
        if (!counts(cutover)) {
            files.write(DivergenceReport.key(run.runId()), nothing(cutover));
            return;
        }
        // Nothing else is read: whatever is missing or damaged may be why nothing was measured.
        var baseline = new GoLiveBaseline(cutover.runId(), cutover.dnsSwitched().orElse(cutover.started()), Map.of());
        var databases = List.of(
                DatabaseDivergence.notMeasured(EVERY_DATABASE, failure.problem().seen()));
        files.write(
                DivergenceReport.key(run.runId()),
                DivergenceReport.of(run.runId(), baseline, gateways.clock().instant(), databases, List.of()));
    }

    private static boolean counts(RunRecord cutover) {
        return !cutover.sharesDatabase() && cutover.dnsSwitched().isPresent();
    }

    private DivergenceReport nothing(RunRecord cutover) {
        return DivergenceReport.nothing(
                run.runId(),
                cutover.runId(),
                gateways.clock().instant(),
                cutover.sharesDatabase(),
                cutover.sharesDatabase() ? new UpgradedTarget(gateways, cutover.runId()).concerns() : List.of());
    }

    private static String json(DivergenceResult result) {
        try {
            return Json.MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result has a JSON form", e);
        }
    }
}
