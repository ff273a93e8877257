package dev.landfall.fence;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.fence.TargetFence.Closed;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases;
import dev.landfall.gateway.Databases.Admission;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.run.RunFiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Closes the target's databases for everybody, where its pods could not be stopped: what does not get in can do nothing
 * twice. Each step can be made again.
 */
public record TargetFencing(Databases databases, RunFiles files, Clock clock) {

    /**
     * What stood there is written down first; then nobody gets in, and who was in is put out.
     *
     * @return the closed databases
     * @throws StillWaitingException {@code TARGET_SESSIONS_LEFT} while somebody is connected
     */
    public List<String> raise(String cutoverRunId) {
        if (files.run(cutoverRunId).sharesDatabase()) {
            throw Problem.bug(
                            "FENCE_OF_THE_SOURCE",
                            "With one database for both sides a fence would keep the source out.")
                    .asException();
        }
        var closed = new ArrayList<String>();
        var left = new ArrayList<String>();
        for (var address : addresses(cutoverRunId)) {
            var name = DatabaseFence.name(address);
            databases.admission(address).ifPresent(now -> {
                if (now.open()) {
                    save(name, new Closed(cutoverRunId, clock.instant()));
                }
                databases.admit(address, false);
                closed.add(name);
                databases
                        .admission(address)
                        .map(Admission::sessions)
                        .filter(count -> count > 0)
                        .ifPresent(count -> left.add(name + " (" + count + ")"));
            });
        }
        if (!left.isEmpty()) {
            throw new StillWaitingException(
                    "TARGET_SESSIONS_LEFT",
                    "Waiting for sessions on the target's closed databases to end: " + String.join(", ", left) + ".",
                    "End them as a superuser: the database's owner may not.");
        }
        return List.copyOf(closed);
    }

    /** Opens what {@link #raise} closed; only once nothing of the target runs. Nothing where no fence stands. */
    public void lower() {
        var left = new HashMap<>(standing());
        for (var closed : standing().entrySet()) {
            addresses(closed.getValue().cutoverRunId()).stream()
                    .filter(address -> DatabaseFence.name(address).equals(closed.getKey()))
                    .filter(address -> databases
                            .admission(address)
                            .filter(now -> !now.open())
                            .isPresent())
                    .forEach(address -> databases.admit(address, true));
            left.remove(closed.getKey());
            files.write(TargetFence.KEY, new TargetFence(left));
        }
    }

    /** The cutover for which a fence stands. */
    public static Optional<String> standsFor(RunFiles files) {
        return standing(files).values().stream().map(Closed::cutoverRunId).findFirst();
    }

    /** For people; empty where no fence stands. */
    public static Optional<String> text(RunFiles files) {
        var standing = standing(files);
        return standing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The target could not be stopped, so its databases are closed for everybody: "
                                + String.join(
                                        ", ",
                                        standing.keySet().stream().sorted().toList())
                                + ". StopTarget opens them again once no pod is left: start rollback when the target can be reached.");
    }

    private void save(String name, Closed closed) {
        var all = new HashMap<>(standing());
        all.putIfAbsent(name, closed);
        files.write(TargetFence.KEY, new TargetFence(all));
    }

    private Map<String, Closed> standing() {
        return standing(files);
    }

    private static Map<String, Closed> standing(RunFiles files) {
        return files.read(TargetFence.KEY, TargetFence.class)
                .map(TargetFence::databases)
                .orElse(Map.of());
    }

    private List<DatabaseAddress> addresses(String cutoverRunId) {
        return files.require(Capture.key(cutoverRunId), Capture.class).databases().stream()
                .map(CapturedDatabase::target)
                .toList();
    }
}
