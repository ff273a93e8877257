package dev.landfall.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.RunName;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a migration's run begins: input and configuration checked, lock taken, plan frozen, record written. */
public final class RunOpening {

    private final RunFiles files;
    private final Gateways gateways;

    public RunOpening(Gateways gateways) {
        this.files = new RunFiles(gateways.runStore());
        this.gateways = gateways;
    }

    /** What Step Functions tells of an execution. */
    public record Execution(String runId, String executionArn, Instant startedAt, JsonNode input) {}

    /** The facts that the other states work with. */
    public record Opened(
            String runId,
            String mode,
            String planDigest,
            FrozenPlan plan,
            String strategy,
            String storage,
            long gateSeconds) {}

    /** Opens a migration's run; the second call for the same execution finds everything in place. */
    public Opened open(Execution execution) {
        return open(execution, ExecutionInput.ofMigration(execution.input()));
    }

    /** Opens a capture's run; the second call for the same execution finds everything in place. */
    public Opened openCapture(Execution execution) {
        return open(execution, ExecutionInput.ofCapture(execution.input()));
    }

    private Opened open(Execution execution, ExecutionInput input) {
        RunName.check(execution.runId());
        var configuration = ConfigurationFile.read(files);
        refuseStrategy(configuration);
        refuseNetworkThatIsCutOff();
        var lock = new RunLock(files, gateways.executions());
        var note = lock.take(
                new RunLock.Holder(execution.runId(), execution.executionArn(), execution.startedAt(), input.mode()));
        try {
            return record(execution, input, configuration, note);
        } catch (LandfallException e) {
            lock.release(execution.executionArn());
            throw e;
        }
    }

    private Opened record(
            Execution execution, ExecutionInput input, Configuration configuration, Optional<String> note) {
        files.read(RunRecord.key(execution.runId()), RunRecord.class)
                .ifPresent(present -> present.checkIsOf(execution.executionArn()));
        var plan = FrozenPlan.now(execution.runId(), configuration);
        if (input.mode() == RunMode.CUTOVER) {
            var earlier = EarlierRuns.in(files).without(execution.runId());
            new RehearsalRule(
                            plan.digest(),
                            configuration.rehearsalValidity(),
                            gateways.clock().instant(),
                            run -> FrozenPlan.standing(files, run).isPresent(),
                            new RecordProof(files, gateways.executions())::whyNot)
                    .refusal(earlier)
                    .ifPresent(problem -> {
                        throw problem.asException();
                    });
        }
        plan.freeze(files);
        var opened = RunRecord.opened(
                        execution.runId(),
                        execution.executionArn(),
                        input.mode(),
                        plan.digest(),
                        configuration.databaseStrategy(),
                        configuration.storageMode(),
                        input.requestedBy(),
                        execution.startedAt(),
                        Optional.empty())
                .discarding(input.discard());
        files.writeIfAbsent(
                RunRecord.key(execution.runId()), note.map(opened::withNote).orElse(opened));
        var record = files.run(execution.runId());
        record.checkIsOf(execution.executionArn());
        return new Opened(
                record.runId(),
                record.mode().word(),
                plan.digest(),
                plan,
                record.strategy(),
                record.storage(),
                configuration.gateExpiry().toSeconds());
    }

    /** Here, because the next functions run in that network: they would hang, and say nothing. */
    private void refuseNetworkThatIsCutOff() {
        List<DefaultRoute> routes;
        try {
            routes = gateways.surroundings().egress().ofFunctions();
        } catch (LandfallException e) {
            // Preflight looks again, and says what it is that does not let it look.
            return;
        }
        FunctionNetwork.cutOff(routes).ifPresent(problem -> {
            throw problem.asException();
        });
    }

    private static void refuseStrategy(Configuration configuration) {
        if (configuration.databaseStrategy().equals("replicate")) {
            throw Problem.operator(
                            "STRATEGY_NOT_SUPPORTED",
                            "database.strategy is " + configuration.databaseStrategy()
                                    + ", which this version cannot carry out.",
                            "Set database.strategy to dump or shared.")
                    .asException();
        }
    }
}
