package dev.landfall.freeze;

import dev.landfall.freeze.FrozenCounts.FrozenService;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.RunLayout;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A freeze whose run ended before it gave the source back: its counts are the only ones that are known. */
public record StandingFreeze(FrozenCounts counts) {

    /** Written once the source runs again as it did before that run's freeze. */
    public record Returned(String frozenBy, Instant at) {}

    static String returnedKey(String runId) {
        return new RunLayout(runId).file("returned.json");
    }

    /** The newest freeze that stands, of runs other than the one given. */
    static Optional<StandingFreeze> in(RunFiles files, String otherThan) {
        return EarlierRuns.in(files).without(otherThan).runs().stream()
                .filter(run -> run.mode() == RunMode.CUTOVER && stands(files, run))
                .flatMap(run -> files.read(FrozenCounts.key(run.runId()), FrozenCounts.class).stream())
                .findFirst()
                .map(StandingFreeze::new);
    }

    /** Whether that run froze the source and nothing has given it back. */
    public static boolean stands(RunFiles files, RunRecord run) {
        return files.read(FrozenCounts.key(run.runId()), FrozenCounts.class).isPresent()
                && files.read(returnedKey(run.runId()), Returned.class).isEmpty();
    }

    Optional<FrozenService> service(String name) {
        return counts.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    /** As they stood before that freeze, for those that are disabled now. */
    static List<Schedule> schedules(List<Schedule> now, Optional<StandingFreeze> standing) {
        return now.stream()
                .map(schedule -> new Schedule(
                        schedule.name(),
                        schedule.enabled()
                                || standing.stream()
                                        .flatMap(freeze -> freeze.counts().schedules().stream())
                                        .anyMatch(before -> before.name().equals(schedule.name()) && before.enabled()),
                        schedule.role()))
                .toList();
    }
}
