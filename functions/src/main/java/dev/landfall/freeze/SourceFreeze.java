package dev.landfall.freeze;

import dev.landfall.freeze.FrozenCounts.FrozenService;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Stops the source: its former state is written first and once, then what is written there is stopped: scaling, schedules,
 * and the services one role after another.
 *
 * @param order in which services stop
 */
public record SourceFreeze(
        SourceCluster source, UnaryOperator<List<SourceService>> order, RunFiles files, Clock clock) {

    /** What is left out, said in the report. */
    public static final String NO_MAINTENANCE_ANSWER =
            "No maintenance answer was put on the load balancer: users see its own error while the source is at 0.";

    /** Freezes; the second time everything is UNCHANGED, and what was remembered the first time stays. */
    public Change freeze(String runId) {
        var frozen = remember(runId);
        var change = Change.UNCHANGED;
        for (var service : frozen.services()) {
            if (service.scaling().isPresent()) {
                change = later(change, source.suspendScaling(service.name(), ScalingSuspension.ALL));
            }
        }
        for (var schedule : source.schedules()) {
            if (frozen.schedule(schedule.name()).filter(Schedule::enabled).isPresent()) {
                change = later(change, source.enableSchedule(schedule.name(), false));
            }
        }
        for (var service : frozen.services()) {
            change = later(change, source.scale(service.name(), 0));
        }
        return change;
    }

    private FrozenCounts remember(String runId) {
        var services = order.apply(source.services());
        var standing = StandingFreeze.in(files);
        standing.ifPresent(freeze -> freeze.checked(files, source, services));
        if (standing.filter(freeze -> freeze.runId().equals(runId)).isEmpty()) {
            standing.ifPresent(this::refuseALiveTarget);
            var counts = counts(runId, services, standing);
            if (standing.isPresent()) {
                files.write(RunLayout.SOURCE_FREEZE, counts);
            } else {
                files.writeIfAbsent(RunLayout.SOURCE_FREEZE, counts);
            }
        }
        var frozen = StandingFreeze.of(files, runId)
                .orElseThrow(SourceFreeze::takenMeanwhile)
                .counts();
        files.write(FrozenCounts.key(runId), frozen);
        return frozen;
    }

    private FrozenCounts counts(String runId, List<SourceService> services, Optional<StandingFreeze> standing) {
        var before = new UnfrozenSource(source, standing);
        var saved = services.stream()
                .map(before::before)
                .map(service -> new FrozenService(service.name(), service.desiredCount(), service.scaling()))
                .toList();
        if (saved.stream().allMatch(service -> service.desiredCount() == 0)) {
            throw Problem.operator(
                            "SOURCE_STOPPED_ALREADY",
                            "Every service of the source stands at 0, so there is no count to come back to.",
                            "Start the source's services with their counts, or roll back the cutover that stopped them.")
                    .asException();
        }
        return new FrozenCounts(
                runId,
                standing.map(StandingFreeze::frozenAt).orElseGet(clock::instant),
                standing.stream()
                        .flatMap(freeze ->
                                Stream.concat(freeze.counts().takenOverFrom().stream(), Stream.of(freeze.runId())))
                        .toList(),
                source.name(),
                saved,
                before.schedules(),
                List.of(NO_MAINTENANCE_ANSWER));
    }

    /** Its freeze is the way back from a target that users are on: it is no leftover. */
    private void refuseALiveTarget(StandingFreeze standing) {
        if (files.read(RunRecord.key(standing.runId()), RunRecord.class)
                .filter(RunRecord::canBeRolledBack)
                .isPresent()) {
            throw Problem.operator(
                            "TARGET_IS_LIVE",
                            "The cutover " + standing.runId()
                                    + " put the domain on the target, and nothing has put it back: the source is frozen for it.",
                            "Take that cutover back first: ./landfall rollback.")
                    .asException();
        }
    }

    private static RuntimeException takenMeanwhile() {
        return Problem.retry(
                        "SOURCE_FREEZE_CHANGING",
                        "Another freeze of the source was written at the same moment.",
                        "Nothing to do: it is tried again.")
                .asException();
    }

    static Change later(Change so, Change next) {
        return next == Change.UNCHANGED ? so : next;
    }
}
