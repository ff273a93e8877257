package dev.landfall.freeze;

import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * {@code source-freeze.json}: the freeze that stands on the source, whichever run made it. It is there exactly as long as
 * the source is not as its owner left it: written before a freeze's first change, removed after the last one of its return.
 */
public record StandingFreeze(FrozenCounts counts) {

    /** {@code RUN_FILE_UNREADABLE} where something else than a freeze stands there. */
    public static Optional<StandingFreeze> in(RunFiles files) {
        return files.readWhole(RunLayout.SOURCE_FREEZE, FrozenCounts.class).map(StandingFreeze::new);
    }

    /** The one that stands, if that run made it or took it over last. */
    public static Optional<StandingFreeze> of(RunFiles files, String runId) {
        return in(files).filter(freeze -> freeze.runId().equals(runId));
    }

    /** The run whose freeze it is, and which a rollback takes back. */
    public String runId() {
        return counts.runId();
    }

    /** When the source began to stand still. */
    public Instant frozenAt() {
        return counts.frozenAt();
    }

    /**
     * Refuses what this source cannot have been: {@code SOURCE_FREEZE_DIFFERS} for another cluster or other services,
     * {@code SOURCE_FREEZE_ALTERED} where the copy that its run kept says something else. No role but Freeze's
     * may write both.
     */
    FrozenCounts checked(RunFiles files, SourceCluster source, List<SourceService> services) {
        var saved = new TreeSet<>(
                counts.services().stream().map(FrozenCounts.FrozenService::name).toList());
        var present = new TreeSet<>(services.stream().map(SourceService::name).toList());
        if (!counts.cluster().equals(source.name()) || !saved.equals(present)) {
            throw Problem.operator(
                            "SOURCE_FREEZE_DIFFERS",
                            RunLayout.SOURCE_FREEZE + " of run " + runId() + " is of " + counts.cluster() + " with "
                                    + String.join(", ", saved) + "; the source is " + source.name() + " with "
                                    + String.join(", ", present) + ".",
                            "Name that cluster and those services in landfall.json, or put the version of "
                                    + RunLayout.SOURCE_FREEZE + " back that Freeze wrote; the bucket keeps versions.")
                    .asException();
        }
        var altered = files.read(FrozenCounts.key(runId()), FrozenCounts.class)
                .filter(kept -> !kept.services().equals(counts.services())
                        || !kept.schedules().equals(counts.schedules()));
        if (altered.isPresent()) {
            throw Problem.operator(
                            "SOURCE_FREEZE_ALTERED",
                            RunLayout.SOURCE_FREEZE + " and " + FrozenCounts.key(runId())
                                    + " differ, so one of them was altered: nothing is started by either.",
                            "Compare the versions of both in the bucket, put those back that Freeze wrote, and start again.")
                    .asException();
        }
        return counts;
    }
}
