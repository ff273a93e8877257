package dev.landfall.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import java.io.IOException;
import java.util.Optional;

/**
 * What one call works by: the plan of its run, and gateways to what that plan names.
 *
 * @param plan empty where the function opens a run or closes one
 */
record RunScope(Optional<FrozenPlan> plan, Gateways gateways) {

    /** What of a state's Payload says which plan it is. */
    record Given(Optional<String> runId, Optional<String> planDigest, Optional<FrozenPlan> plan) {

        static Given in(String function, byte[] payload) throws IOException {
            try {
                return Json.MAPPER.readValue(payload, Given.class);
            } catch (JsonProcessingException e) {
                throw missing(function).asException();
            }
        }

        FrozenPlan plan(String function, PlanUse use, Gateways gateways) {
            if (use == PlanUse.CARRIED) {
                return plan.orElseThrow(() -> missing(function).asException());
            }
            return FrozenPlan.sealed(
                    new RunFiles(gateways.runStore()),
                    runId.orElseThrow(() -> missing(function).asException()),
                    planDigest.orElseThrow(() -> missing(function).asException()));
        }

        private static Problem missing(String function) {
            return Problem.bug(
                    "INPUT_INVALID",
                    "The input of " + function + " does not say which plan its run goes by, as its state should.");
        }
    }

    static RunScope of(FrozenPlan plan, Gateways unbound) {
        return new RunScope(Optional.of(plan), unbound.boundTo(plan.tree()));
    }
}
