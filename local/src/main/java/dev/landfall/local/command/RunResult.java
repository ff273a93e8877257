package dev.landfall.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.model.failure.Problem;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.standing.Situation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --json} prints.
 *
 * @param status the execution's: only {@code SUCCEEDED} is exit code 0
 * @param verdict of the run record, where one was written
 * @param problem why it did not succeed
 * @param attention checks that block or warn
 * @param functions the check of every function of Landfall
 * @param report where the report lies on this machine, where it was copied
 * @param now what is true at its end, and the way on; empty where that could not be read
 */
record RunResult(
        String command,
        String runId,
        String status,
        Optional<String> verdict,
        Optional<Problem> problem,
        double seconds,
        List<StateRecord> states,
        Optional<JsonNode> databases,
        List<Check> attention,
        List<Check> functions,
        Optional<Path> report,
        Optional<Situation> now) {

    boolean succeeded() {
        return status.equals("SUCCEEDED");
    }
}
