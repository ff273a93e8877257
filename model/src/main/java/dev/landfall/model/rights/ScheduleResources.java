package dev.landfall.model.rights;

import dev.landfall.model.configuration.ScheduleName;
import java.util.List;
import java.util.Optional;

/**
 * What stands for <code>{rule}</code> and <code>{schedule}</code> of {@link AwsResource}.
 *
 * @param rules {@code NAME} or {@code BUS/NAME}
 * @param schedules {@code GROUP/NAME}
 */
public record ScheduleResources(List<String> rules, List<String> schedules) {

    /** Where none are named, whatever starts tasks on the cluster is found at run time, and it may be any. */
    private static final ScheduleResources ANY = new ScheduleResources(List.of("*"), List.of("*/*"));

    /** For {@code source.schedules} of a checked configuration; empty where it is left out. */
    public static ScheduleResources of(Optional<List<String>> configured) {
        return configured.map(ScheduleResources::named).orElse(ANY);
    }

    private static ScheduleResources named(List<String> texts) {
        var names = texts.stream()
                .map(text -> ScheduleName.parse(text).orElseThrow(() -> new IllegalArgumentException(text)))
                .toList();
        return new ScheduleResources(paths(names, ScheduleName.Rule.class), paths(names, ScheduleName.Scheduled.class));
    }

    private static List<String> paths(List<ScheduleName> names, Class<? extends ScheduleName> kind) {
        return names.stream()
                .filter(kind::isInstance)
                .map(ScheduleName::path)
                .distinct()
                .toList();
    }
}
