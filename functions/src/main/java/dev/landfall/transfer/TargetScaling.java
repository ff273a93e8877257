package dev.landfall.transfer;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.StillWaitingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Stops the target's deployments and gives them their counts back. Every wait is a {@link StillWaitingException}.
 *
 * @param counts for deployments at 0 for which none was saved
 */
public record TargetScaling(TargetCluster target, Inventory inventory, Optional<WakeCounts> counts) {

    public TargetScaling(TargetCluster target, Inventory inventory) {
        this(target, inventory, Optional.empty());
    }

    /**
     * Remembers every count and goes to 0, workflows and agents first.
     *
     * @return UNCHANGED where everything was at 0 already
     */
    public Change stop() {
        var change = Change.UNCHANGED;
        var ordered = new ArrayList<>(target.deployments());
        ordered.sort(Comparator.comparingInt(deployment -> stopRank(inventory.roles(deployment))));
        for (var deployment : ordered) {
            if (deployment.replicas() > 0) {
                target.saveReplicas(deployment.name());
                target.scale(deployment.name(), 0);
                change = Change.UPDATED;
            }
        }
        return change;
    }

    private static int stopRank(List<ServiceRole> roles) {
        if (roles.contains(ServiceRole.MAIN_BACKEND)) {
            return 2;
        }
        return ServiceRole.areAutomation(roles) ? 0 : 1;
    }

    /** Waits until no pod is left. */
    public void awaitNoPods() {
        waitWhile(
                deployment -> deployment.pods() > 0,
                deployment -> deployment.name() + " (" + deployment.pods() + ")",
                "TARGET_PODS_LEFT",
                "Waiting for pods of the target to end: ",
                "Look at why these pods do not end; a finalizer or a lost node can hold them.");
    }

    /** Deployments that are not at 0, with their counts, for people. */
    public List<String> wanted() {
        return deployments(deployment -> deployment.replicas() > 0).stream()
                .map(deployment -> deployment.name() + " (" + deployment.replicas() + ")")
                .toList();
    }

    /**
     * Proves that what {@link #stop} stopped still stands: whoever brought it back works on the database that is being
     * replaced.
     *
     * @throws dev.landfall.model.failure.OperatorException {@code TARGET_CAME_BACK}
     */
    public void requireStill() {
        var back = deployments(deployment -> deployment.replicas() > 0 || deployment.pods() > 0);
        if (!back.isEmpty()) {
            var names = back.stream().map(TargetDeployment::name).toList();
            var controllers = target.controllers().stream()
                    .filter(controller -> names.contains(controller.deployment()))
                    .map(TargetCluster.Controller::name)
                    .distinct()
                    .toList();
            throw Problem.operator(
                            "TARGET_CAME_BACK",
                            "Deployments of the target were stopped and have pods again: "
                                    + back.stream()
                                            .map(deployment -> deployment.name() + " ("
                                                    + Math.max(deployment.replicas(), deployment.pods()) + ")")
                                            .collect(Collectors.joining(", "))
                                    + (controllers.isEmpty()
                                            ? "."
                                            : "; they are kept by " + String.join(", ", controllers) + "."),
                            "Suspend whoever scales or heals the release until the move is over, and start again.")
                    .asException();
        }
    }

    /** One backend first, alone, which migrates the schema; waits until it is rolled out. */
    public void wakeMain() {
        var mains = deployments(this::isMain);
        for (var main : mains) {
            if (main.replicas() == 0) {
                if (count(main).isEmpty()) {
                    throw countUnknown(main.name());
                }
                target.scale(main.name(), 1);
            }
        }
        awaitRolledOut(this::isMain);
    }

    /** The saved counts of all but workflows and agents; waits until they are rolled out. */
    public void wakeRest() {
        giveBack(this::isNoAutomation);
        awaitRolledOut(this::isNoAutomation);
        forget(this::isNoAutomation);
    }

    /**
     * The saved counts of workflows and agents that Landfall itself stopped; waits for nothing. The counts stay saved until
     * {@link #forget}.
     */
    public void wakeAutomation() {
        deployments(deployment -> !isNoAutomation(deployment) && deployment.replicas() == 0)
                .forEach(deployment -> deployment
                        .savedReplicas()
                        .filter(saved -> saved > 0)
                        .ifPresent(saved -> target.scale(deployment.name(), saved)));
    }

    /**
     * The saved counts of the deployments named; waits until they are rolled out.
     *
     * @param names those that ran before they were stopped: workflows that an earlier rehearsal left at 0 must not wake
     *     on a copy of production
     */
    public void resume(Set<String> names) {
        giveBack(deployment -> names.contains(deployment.name()));
        awaitRolledOut(deployment -> names.contains(deployment.name()));
        forget(deployment -> names.contains(deployment.name()));
    }

    private static RuntimeException countUnknown(String deployment) {
        return Problem.operator(
                        "TARGET_COUNT_UNKNOWN",
                        "The deployment " + deployment + " of the target stands at 0 and no count was saved for it.",
                        "Scale it to what it shall run at, and start again.")
                .asException();
    }

    private boolean isMain(TargetDeployment deployment) {
        return inventory.roles(deployment).contains(ServiceRole.MAIN_BACKEND);
    }

    private boolean isNoAutomation(TargetDeployment deployment) {
        return !ServiceRole.areAutomation(inventory.roles(deployment));
    }

    /** Drops counts that are kept for deployments that run. */
    public void forget(Predicate<TargetDeployment> which) {
        deployments(which).stream()
                .filter(deployment -> deployment.savedReplicas().isPresent() && deployment.replicas() > 0)
                .forEach(deployment -> target.forgetReplicas(deployment.name()));
    }

    private void giveBack(Predicate<TargetDeployment> which) {
        for (var deployment : deployments(which)) {
            count(deployment)
                    .filter(count -> count != deployment.replicas())
                    .ifPresent(count -> target.scale(deployment.name(), count));
        }
    }

    /** What was saved; for one at 0, or a main backend that was just woken alone, else what the source ran. */
    private Optional<Integer> count(TargetDeployment deployment) {
        return deployment
                .savedReplicas()
                .filter(saved -> saved > 0)
                .or(() -> counts.filter(known -> deployment.replicas() == 0 || isMain(deployment))
                        .map(known -> known.of(inventory.roles(deployment)))
                        .filter(count -> count > deployment.replicas()));
    }

    private void awaitRolledOut(Predicate<TargetDeployment> which) {
        waitWhile(
                deployment -> which.test(deployment)
                        && deployment.replicas() > 0
                        && !(deployment.rolledOut() && deployment.readyReplicas() >= deployment.replicas()),
                deployment -> deployment.name() + " (" + deployment.readyReplicas() + " of " + deployment.replicas()
                        + " ready, " + deployment.restarts() + " restarts)",
                "TARGET_NOT_ROLLED_OUT",
                "Waiting for deployments of the target to be rolled out: ",
                "Look at the pods' events and logs; a long migration needs DATABASE_MIGRATIONS_TIMEOUT_SECONDS and memory.");
    }

    private List<TargetDeployment> deployments(Predicate<TargetDeployment> which) {
        return target.deployments().stream().filter(which).toList();
    }

    private void waitWhile(
            Predicate<TargetDeployment> notYet,
            Function<TargetDeployment, String> text,
            String code,
            String sentence,
            String remedy) {
        var waiting = target.deployments().stream().filter(notYet).toList();
        if (!waiting.isEmpty()) {
            throw new StillWaitingException(
                    code, sentence + waiting.stream().map(text).collect(Collectors.joining(", ")) + ".", remedy);
        }
    }
}
