package dev.landfall.rights;

import dev.landfall.capture.Capture;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where reads take their arguments from: the run's plan, and what the run has captured so far.
 *
 * @param plan as the state machine carries it
 * @param readsRuns whether the function may read the run's files at all
 */
record CheckGround(Gateways gateways, String runId, Optional<FrozenPlan> plan, boolean readsRuns) {

    /** What a read asks for that is surely not there. */
    static final String NOBODY = "landfall-check";

    Configuration configuration() {
        return plan.map(FrozenPlan::configuration)
                .orElseThrow(() -> Problem.bug("PLAN_NOT_BOUND", "A check was asked for without the plan of its run.")
                        .asException());
    }

    String domain() {
        return configuration().domain();
    }

    RunRecord run() {
        return files().run(runId);
    }

    Capture capture() {
        return files().require(Capture.key(runId), Capture.class);
    }

    String mainService() {
        var captured = capture().services();
        return captured.stream()
                .filter(service -> service.roles().contains(ServiceRole.MAIN_BACKEND))
                .findFirst()
                .orElseGet(captured::getFirst)
                .name();
    }

    /**
     * Of Secrets Manager and of parameters: passwords first, then those that settings come from; a function that reads
     * no run knows none.
     */
    List<String> references() {
        if (!readsRuns) {
            return List.of();
        }
        var capture = capture();
        var passwords = capture.databases().stream()
                .flatMap(database -> Stream.of(database.source(), database.target()))
                .map(address -> address.passwordReference());
        var settings = capture.services().stream()
                .flatMap(service -> service.containers().stream())
                .flatMap(container -> container.settings().values().stream());
        return Stream.concat(passwords, settings)
                .filter(reference -> !reference.equals("plain") && !reference.startsWith("kubernetes:"))
                .distinct()
                .toList();
    }

    Optional<String> pageUrl() {
        return configuration().approvals().pageUrl().or(() -> gateways.notices().approvalPage());
    }

    private RunFiles files() {
        return new RunFiles(gateways.runStore());
    }
}
