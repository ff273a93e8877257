package dev.landfall.model.configuration;

import java.util.Optional;

/**
 * What {@code source.schedules} names: a rule of EventBridge or a schedule of EventBridge Scheduler. There is one grammar,
 * which both what grants rights and what calls AWS read:
 *
 * <table>
 *   <caption>Forms</caption>
 *   <tr><td>{@code NAME}, {@code rule/NAME}</td><td>a rule of the default event bus</td></tr>
 *   <tr><td>{@code rule/BUS/NAME}</td><td>a rule of another event bus</td></tr>
 *   <tr><td>{@code GROUP/NAME}, {@code schedule/GROUP/NAME}</td><td>a schedule in its group</td></tr>
 *   <tr><td>the ARN of either</td><td>that one, in the ARN's account and region</td></tr>
 * </table>
 *
 * <p>{@code schedule/NAME} is none of them: it could be a schedule without its group, or one in a group named schedule.
 */
public sealed interface ScheduleName {

    /** The ARN that was given, where it was one: what has the same name in another account or region is another thing. */
    Optional<String> arn();

    /** How its ARN ends: {@code NAME} or {@code BUS/NAME} for a rule, {@code GROUP/NAME} for a schedule. */
    String path();

    /** The text that {@link #parse} reads back as this. */
    String text();

    /**
     * A rule.
     *
     * @param bus empty for the default event bus
     */
    record Rule(Optional<String> bus, String name, Optional<String> arn) implements ScheduleName {

        public Rule {
            bus = bus.filter(named -> !named.equals("default"));
        }

        @Override
        public String path() {
            return bus.map(other -> other + "/").orElse("") + name;
        }

        @Override
        public String text() {
            return arn.orElseGet(() -> bus.isEmpty() ? name : "rule/" + path());
        }
    }

    /** A schedule. */
    record Scheduled(String group, String name, Optional<String> arn) implements ScheduleName {

        @Override
        public String path() {
            return group + "/" + name;
        }

        @Override
        public String text() {
            boolean readAsKind = group.equals("rule") || group.equals("schedule");
            return arn.orElseGet(() -> readAsKind ? "schedule/" + path() : path());
        }
    }

    /** A rule of the default event bus. */
    static ScheduleName rule(String name) {
        return new Rule(Optional.empty(), name, Optional.empty());
    }

    static ScheduleName schedule(String group, String name) {
        return new Scheduled(group, name, Optional.empty());
    }

    /** Empty where the text has none of the forms; the schema of {@code landfall.json} refuses such a text. */
    static Optional<ScheduleName> parse(String text) {
        return ScheduleGrammar.parse(text);
    }
}
