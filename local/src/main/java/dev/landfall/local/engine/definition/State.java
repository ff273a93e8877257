package dev.landfall.local.engine.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One state of a definition. */
public sealed interface State {

    String name();

    /** The type's name in the states language, such as {@code Task}. */
    default String type() {
        return switch (this) {
            case Task task -> "Task";
            case Choice choice -> "Choice";
            case Wait wait -> "Wait";
            case Parallel parallel -> "Parallel";
            case Map map -> "Map";
            case Pass pass -> "Pass";
            case Succeed succeed -> "Succeed";
            case Fail fail -> "Fail";
        };
    }

    /** The states this one may be followed by, catchers included. */
    default List<String> successors() {
        return switch (this) {
            case Task task -> join(task.next(), task.recovery());
            case Parallel parallel -> join(parallel.next(), parallel.recovery());
            case Map map -> join(map.next(), map.recovery());
            case Wait wait -> wait.next().stream().toList();
            case Pass pass -> pass.next().stream().toList();
            case Choice choice ->
                Stream.concat(choice.rules().stream().map(ChoiceRule::next), choice.defaultNext().stream())
                        .toList();
            case Succeed succeed -> List.of();
            case Fail fail -> List.of();
        };
    }

    private static List<String> join(Optional<String> next, Recovery recovery) {
        return Stream.concat(next.stream(), recovery.catchers().stream().map(Catcher::next))
                .toList();
    }

    /**
     * Calls a service.
     *
     * @param next empty where the state ends its graph
     */
    record Task(
            String name,
            Resource resource,
            Optional<Template> arguments,
            Results results,
            Optional<Template> timeoutSeconds,
            Optional<Template> heartbeatSeconds,
            Recovery recovery,
            Optional<String> next)
            implements State {}

    /**
     * Takes one of several ways.
     *
     * @param results of the default branch
     */
    record Choice(String name, List<ChoiceRule> rules, Optional<String> defaultNext, Results results)
            implements State {}

    /** Exactly one of the two is present. */
    record Wait(
            String name,
            Optional<Template> seconds,
            Optional<Template> timestamp,
            Results results,
            Optional<String> next)
            implements State {}

    record Parallel(
            String name,
            List<StateGraph> branches,
            Optional<Template> arguments,
            Results results,
            Recovery recovery,
            Optional<String> next)
            implements State {}

    record Map(
            String name,
            StateGraph processor,
            Optional<Template> items,
            Optional<Template> itemSelector,
            Optional<Template> maxConcurrency,
            Results results,
            Recovery recovery,
            Optional<String> next)
            implements State {}

    record Pass(String name, Results results, Optional<String> next) implements State {}

    record Succeed(String name, Results results) implements State {}

    record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {}
}
