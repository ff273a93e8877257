package dev.landfall.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code runs/<run-id>/frozen-plan.json}: what a run goes by from its opening to its end. It is written once; what is deployed
 * meanwhile takes effect with the next run.
 *
 * @param version of Landfall when it was frozen
 */
public record FrozenPlan(String runId, String version, Configuration configuration) {

    public FrozenPlan {
        // What lies in the store may be anything; Jackson leaves a missing part null.
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(configuration, "configuration");
    }

    public static String key(String runId) {
        return new RunLayout(runId).plan();
    }

    /** What a run would go by that begins now. */
    public static FrozenPlan now(String runId, Configuration configuration) {
        return new FrozenPlan(runId, PlanDigest.version(), configuration);
    }

    /** As it lies in the store, whoever wrote it there. */
    public static FrozenPlan of(RunFiles files, String runId) {
        return files.require(key(runId), FrozenPlan.class);
    }

    /** The one that the run was opened with; {@code PLAN_CHANGED} where another one lies there, or none. */
    public static FrozenPlan sealed(RunFiles files, String runId, String digest) {
        return read(files, runId)
                .filter(plan -> plan.runId().equals(runId) && plan.digest().equals(digest))
                .orElseThrow(() -> Problem.operator(
                                "PLAN_CHANGED",
                                "The run store's " + key(runId) + " is not the plan that the run " + runId
                                        + " was opened with: it was altered, replaced or removed.",
                                "Find out who wrote to the run store; then start a new run, which freezes its own plan.")
                        .asException());
    }

    /** Empty where the plan of that run is not, or no longer, the one that its record names. */
    public static Optional<FrozenPlan> standing(RunFiles files, RunRecord run) {
        return read(files, run.runId()).filter(plan -> plan.digest().equals(run.planDigest()));
    }

    private static Optional<FrozenPlan> read(RunFiles files, String runId) {
        try {
            return files.read(key(runId), FrozenPlan.class);
        } catch (LandfallException e) {
            if (e.problem().code().equals(UnreadableFile.UNREADABLE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Writes it, once; {@code PLAN_CHANGED} where an earlier try of this opening froze another one. */
    public FrozenPlan freeze(RunFiles files) {
        files.writeIfAbsent(key(runId), this);
        return read(files, runId)
                .filter(this::equals)
                .orElseThrow(() -> Problem.operator(
                                "PLAN_CHANGED",
                                "The run " + runId
                                        + " has a frozen plan already, and it is another one: landfall.json or Landfall's version changed between two tries of opening it.",
                                "Start the execution again, under another name.")
                        .asException());
    }

    /** What the plan is known by; the same for runs of the same configuration and version. */
    public String digest() {
        return PlanDigest.of(configuration, version);
    }

    /** The configuration as JSON, which gateways are bound to. */
    public JsonNode tree() {
        return Json.MAPPER.valueToTree(configuration);
    }
}
