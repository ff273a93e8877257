package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What starts tasks on the source by the clock: rules of EventBridge and schedules of EventBridge Scheduler. A slash,
 * which no rule's name can hold, tells a schedule's name {@code group/name} from a rule's.
 *
 * @param configured the only ones that count, where the configuration names any
 * @param clusterArn asked for where it names none: whatever starts tasks on that cluster counts
 */
record SourceSchedules(
        EventRules rules, EventSchedules schedules, Optional<List<String>> configured, Supplier<String> clusterArn) {

    List<Schedule> all() {
        return names().stream()
                .map(name -> find(name).orElseThrow(() -> missing(name)))
                .toList();
    }

    Change enable(String name, boolean enabled) {
        var present = find(name).orElseThrow(() -> missing(name));
        if (present.enabled() == enabled) {
            return Change.UNCHANGED;
        }
        if (isRule(name)) {
            rules.enable(name, enabled);
        } else {
            schedules.enable(name, enabled);
        }
        return Change.UPDATED;
    }

    private List<String> names() {
        return configured.orElseGet(() -> {
            var cluster = clusterArn.get();
            return Stream.concat(rules.targeting(cluster).stream(), schedules.startingTasksOn(cluster).stream())
                    .toList();
        });
    }

    private Optional<Schedule> find(String name) {
        return isRule(name) ? rules.find(name) : schedules.find(name);
    }

    private static boolean isRule(String name) {
        return !name.contains("/");
    }

    private static LandfallException missing(String name) {
        return Problem.operator(
                        "SCHEDULE_MISSING",
                        "There is no " + (isRule(name) ? "EventBridge rule " : "EventBridge Scheduler schedule ") + name
                                + ".",
                        "Correct source.schedules in landfall.json: a rule by its name, a schedule as group/name.")
                .asException();
    }
}
