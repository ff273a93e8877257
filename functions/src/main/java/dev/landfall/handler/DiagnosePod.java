package dev.landfall.handler;

import dev.landfall.gateway.Gateways;
import dev.landfall.run.Failure;
import dev.landfall.transfer.JobStop;
import dev.landfall.transfer.MoveDiagnosis;
import dev.landfall.transfer.MoverJobs;
import java.util.List;
import java.util.Optional;

/** Finds why the Job of ProbePod told nothing, and removes it; Preflight, which judges the reason, only reads. */
public final class DiagnosePod extends StateHandler<DiagnosePod.Input, DiagnosePod.Output> {

    public DiagnosePod() {
        this(DeployedGateways.get());
    }

    public DiagnosePod(Gateways gateways) {
        super(Input.class, gateways, PlanUse.CARRIED);
    }

    public record Input(String runId, Failure failure) {}

    /**
     * The root cause and what was stopped.
     *
     * @param error the problem's code
     * @param cause the problem's text
     * @param stopped names of Jobs
     */
    public record Output(String error, String cause, List<String> stopped) {}

    @Override
    protected Output handle(Input input) {
        var jobs = gateways().target().jobs(MoverJobs.labels(input.runId(), MoverJobs.NO_DATABASE));
        var problem = new MoveDiagnosis(input.failure(), Optional.empty(), List.of(), jobs).problem();
        return new Output(problem.code(), problem.text(), new JobStop(gateways().target()).stop(jobs));
    }
}
