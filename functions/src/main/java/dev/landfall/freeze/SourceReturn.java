package dev.landfall.freeze;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the source what was saved of it: counts, scaling and schedules, main first, workflows last. What somebody changed
 * since the freeze stays as it is, and is named.
 */
public record SourceReturn(SourceCluster source, RunFiles files, Clock clock) {

    /** What came of it; {@code kept} names what was left as somebody changed it. */
    public record GivenBack(Change change, List<String> kept) {}

    /**
     * Returns what a run froze, waits until it runs, and ends the freeze.
     *
     * @param frozenBy the run whose freeze stands; where none or another's does, everything is UNCHANGED
     */
    public GivenBack giveBack(String frozenBy) {
        var standing = StandingFreeze.of(files, frozenBy);
        if (standing.isEmpty()) {
            return nothingToDo(frozenBy);
        }
        var services = source.services();
        var frozen = standing.get().checked(files, source, services);
        var kept = new ArrayList<String>();
        var change = start(frozen, services, kept);
        change = SourceFreeze.later(change, enable(frozen, kept));
        var running = new SourceRunning(source).await(frozen);
        var returned = new ReturnedSource(frozenBy, clock.instant(), running, kept);
        for (var runId : frozen.takenOverFrom()) {
            files.write(ReturnedSource.key(runId), returned);
        }
        files.write(ReturnedSource.key(frozenBy), returned);
        end();
        return new GivenBack(change, List.copyOf(kept));
    }

    /** {@code SOURCE_FREEZE_MISSING} where that run's freeze was removed by somebody who gave nothing back. */
    private GivenBack nothingToDo(String frozenBy) {
        var returned = ReturnedSource.of(files, frozenBy);
        if (returned.isEmpty()
                && StandingFreeze.in(files).isEmpty()
                && files.read(FrozenCounts.key(frozenBy), FrozenCounts.class).isPresent()) {
            throw Problem.operator(
                            "SOURCE_FREEZE_MISSING",
                            "The run " + frozenBy + " froze the source, and " + RunLayout.SOURCE_FREEZE
                                    + " is gone: what the source was is not known.",
                            "Put the version of " + RunLayout.SOURCE_FREEZE
                                    + " back that was removed (the bucket keeps versions), and start again; or scale the services by hand.")
                    .asException();
        }
        return new GivenBack(
                Change.UNCHANGED, returned.map(ReturnedSource::kept).orElse(List.of()));
    }

    private void end() {
        files.store().delete(RunLayout.SOURCE_FREEZE);
    }

    private Change start(FrozenCounts frozen, List<SourceService> services, List<String> kept) {
        var change = Change.UNCHANGED;
        for (var saved : frozen.services().reversed()) {
            int desired = SourceRunning.named(services, saved.name()).desiredCount();
            // A list may lag behind: a service that is told at its saved count is set to it too.
            if (desired == 0 || desired == saved.desiredCount()) {
                change = SourceFreeze.later(change, source.scale(saved.name(), saved.desiredCount()));
            } else {
                kept.add(saved.name() + " stands at " + desired + " instead of " + saved.desiredCount());
            }
        }
        for (var saved : frozen.services()) {
            var now = SourceRunning.named(services, saved.name());
            if (FormerScaling.standsAsLeft(now, saved)) {
                change = SourceFreeze.later(
                        change,
                        source.suspendScaling(saved.name(), saved.scaling().orElseThrow()));
            } else if (!now.scaling().equals(saved.scaling())) {
                kept.add("the scaling of " + saved.name());
            }
        }
        return change;
    }

    private Change enable(FrozenCounts frozen, List<String> kept) {
        var change = Change.UNCHANGED;
        var present = source.schedules().stream().map(Schedule::name).toList();
        for (var saved : frozen.schedules()) {
            if (!present.contains(saved.name())) {
                kept.add("the schedule " + saved.name() + " is gone");
            } else if (saved.enabled()) {
                change = SourceFreeze.later(change, source.enableSchedule(saved.name(), true));
            }
        }
        return change;
    }
}
