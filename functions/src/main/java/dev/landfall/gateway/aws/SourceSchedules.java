package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.configuration.ScheduleName;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What starts tasks on the source by the clock: rules of EventBridge and schedules of EventBridge Scheduler, by the names
 * that {@link ScheduleName} reads.
 *
 * @param configured the only ones that count, where the configuration names any
 * @param clusterArn asked for where it names none: whatever starts tasks on that cluster counts
 */
record SourceSchedules(
        EventRules rules, EventSchedules schedules, Optional<List<String>> configured, Supplier<String> clusterArn) {

    /** All of them; one problem names every schedule that cannot be read, with AWS's reason for each. */
    List<Schedule> all() {
        var found = new ArrayList<Schedule>();
        var failures = new ArrayList<OperatorException>();
        for (var name : names()) {
            try {
                find(name).ifPresentOrElse(found::add, () -> failUnlessGone(name));
            } catch (OperatorException e) {
                failures.add(e);
            }
        }
        return switch (failures.size()) {
            case 0 -> List.copyOf(found);
            case 1 -> throw failures.getFirst();
            default -> throw unreadable(failures);
        };
    }

    Change enable(String text, boolean enabled) {
        var name = parsed(text);
        var present = find(name).orElseThrow(() -> missing(name));
        if (present.enabled() == enabled) {
            return Change.UNCHANGED;
        }
        switch (name) {
            case ScheduleName.Rule rule -> rules.enable(rule, enabled);
            case ScheduleName.Scheduled schedule -> schedules.enable(schedule, enabled);
        }
        return Change.UPDATED;
    }

    private List<ScheduleName> names() {
        return configured
                .map(texts ->
                        texts.stream().map(SourceSchedules::parsed).distinct().toList())
                .orElseGet(() -> {
                    var cluster = clusterArn.get();
                    return Stream.concat(rules.targeting(cluster).stream(), schedules.startingTasksOn(cluster).stream())
                            .toList();
                });
    }

    private Optional<Schedule> find(ScheduleName name) {
        return switch (name) {
            case ScheduleName.Rule rule -> rules.find(rule);
            case ScheduleName.Scheduled schedule -> schedules.find(schedule);
        };
    }

    /** What was listed a moment ago and is gone now starts no task any more. */
    private void failUnlessGone(ScheduleName name) {
        if (configured.isPresent()) {
            throw missing(name);
        }
    }

    private static ScheduleName parsed(String text) {
        return ScheduleName.parse(text).orElseThrow(() -> missing(text, "EventBridge rule or schedule"));
    }

    private static LandfallException unreadable(List<OperatorException> failures) {
        return Problem.operator(
                        "SCHEDULES_UNREADABLE",
                        failures.size() + " of the source's rules and schedules cannot be read: "
                                + failures.stream()
                                        .map(failure -> failure.problem().seen())
                                        .collect(Collectors.joining(" ")),
                        "Correct source.schedules in landfall.json where one is missing. Where one is denied, allow this"
                                + " role the action; docs/permissions.md lists what each function needs.")
                .asException(failures.getFirst());
    }

    private static LandfallException missing(ScheduleName name) {
        return switch (name) {
            case ScheduleName.Rule rule -> missing(rule.text(), "EventBridge rule");
            case ScheduleName.Scheduled schedule -> missing(schedule.text(), "EventBridge Scheduler schedule");
        };
    }

    private static LandfallException missing(String name, String kind) {
        return Problem.operator(
                        "SCHEDULE_MISSING",
                        "There is no " + kind + " " + name + " in this account and region.",
                        "Correct source.schedules in landfall.json and deploy again: NAME or rule/BUS/NAME for a rule,"
                                + " schedule/GROUP/NAME for a schedule, which in the default group is"
                                + " schedule/default/NAME.")
                .asException();
    }
}
