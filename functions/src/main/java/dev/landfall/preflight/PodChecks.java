package dev.landfall.preflight;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ClientMajors;
import dev.landfall.preflight.DatabaseChecks.Pair;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a pod of the target's cluster told of itself; only a pod can. */
final class PodChecks {

    static final String IDENTITY = "pod-identity";
    static final String PROGRAMS = "client-programs";

    private PodChecks() {}

    static Check identity(Scene scene) {
        if (scene.pod().isPresent()) {
            return Check.ok(
                    IDENTITY,
                    "A pod of the mover wrote, read and removed an object in "
                            + scene.gateways().runStore().location() + " with its own identity and the bucket's key.");
        }
        var why = scene.podFailure().map(Failure::problem);
        return Check.blocker(
                IDENTITY,
                "No pod of the target's cluster has proven its identity: "
                        + why.map(Problem::seen).orElse("it told nothing."),
                why.map(Problem::remedy)
                        .orElse("Check the mover's service account, its association and the bucket's policy."));
    }

    /** Of both databases: which programs would be taken, and whether there are any. */
    static Check programs(Scene scene) {
        var pod = scene.pod();
        return pod.isEmpty()
                ? Check.notChecked(
                        PROGRAMS, "Not looked at: no pod told which programs its image has; see " + IDENTITY + ".")
                : programs(pod.get().programs(), scene.pairs());
    }

    static Check programs(ClientMajors there, List<Pair> pairs) {
        var chosen = new ArrayList<String>();
        var unfit = new ArrayList<String>();
        var foreign = new ArrayList<String>();
        for (var pair : pairs) {
            int source = pair.source().majorVersion();
            int target = pair.target().majorVersion();
            var name = pair.database().name();
            var dump = there.forDump(source, java.util.Optional.empty());
            var restore = dump.flatMap(archive -> there.forRestore(target, archive));
            if (restore.isEmpty()) {
                unfit.add(name + " (" + source + " to " + target + ")");
            } else {
                chosen.add(name + ": pg_dump " + dump.orElseThrow() + " for " + source + ", pg_restore "
                        + restore.orElseThrow() + " for " + target);
                if (restore.orElseThrow() != target) {
                    foreign.add(String.valueOf(target));
                }
            }
        }
        var majors = there.majors().stream().map(String::valueOf).collect(Collectors.joining(", "));
        var seen = "The mover's image has the client programs of PostgreSQL " + (majors.isEmpty() ? "none" : majors)
                + "; ";
        if (!unfit.isEmpty()) {
            return Check.blocker(
                    PROGRAMS,
                    seen + "none of them fits " + String.join(", ", unfit) + ".",
                    "Build the mover's image with the client programs of the target's major: pg_dump must not be older than the source, and pg_restore 17 and newer needs a target of 17 or newer.");
        }
        var words = seen + String.join("; ", chosen) + ".";
        return foreign.isEmpty()
                ? Check.ok(PROGRAMS, words)
                : Check.warning(
                        PROGRAMS,
                        words,
                        "Add the client programs of PostgreSQL " + String.join(", ", foreign)
                                + " to the mover's image, so that one major dumps and restores.");
    }
}
