package dev.landfall.model.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@link ScheduleName}; the pattern of {@code scheduleName} in {@code landfall.schema.json} accepts the same. */
final class ScheduleGrammar {

    private static final String PART = "[A-Za-z0-9._-]+";
    /** Of buses that a partner's events come by, the name holds slashes. */
    private static final String RULE = "rule/(?:(?<bus>[A-Za-z0-9._/-]+)/)?(?<rule>" + PART + ")";

    private static final String SCHEDULE = "schedule/(?<group>" + PART + ")/(?<schedule>" + PART + ")";
    private static final Pattern RULE_ARN = Pattern.compile("arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:" + RULE);
    private static final Pattern SCHEDULE_ARN =
            Pattern.compile("arn:aws[a-z-]*:scheduler:[a-z0-9-]+:\\d{12}:" + SCHEDULE);
    private static final Pattern NAMED_RULE = Pattern.compile(RULE);
    private static final Pattern NAMED_SCHEDULE = Pattern.compile(SCHEDULE);
    private static final Pattern GROUPED =
            Pattern.compile("(?!rule/|schedule/)(?<group>" + PART + ")/(?<schedule>" + PART + ")");
    private static final Pattern BARE = Pattern.compile(PART);

    private ScheduleGrammar() {}

    static Optional<ScheduleName> parse(String text) {
        if (BARE.matcher(text).matches()) {
            return Optional.of(ScheduleName.rule(text));
        }
        return rule(NAMED_RULE, text, Optional.empty())
                .or(() -> rule(RULE_ARN, text, Optional.of(text)))
                .or(() -> schedule(NAMED_SCHEDULE, text, Optional.empty()))
                .or(() -> schedule(SCHEDULE_ARN, text, Optional.of(text)))
                .or(() -> schedule(GROUPED, text, Optional.empty()));
    }

    private static Optional<ScheduleName> rule(Pattern form, String text, Optional<String> arn) {
        var found = form.matcher(text);
        return found.matches()
                ? Optional.of(new ScheduleName.Rule(Optional.ofNullable(found.group("bus")), found.group("rule"), arn))
                : Optional.empty();
    }

    private static Optional<ScheduleName> schedule(Pattern form, String text, Optional<String> arn) {
        var found = form.matcher(text);
        return found.matches()
                ? Optional.of(new ScheduleName.Scheduled(found.group("group"), found.group("schedule"), arn))
                : Optional.empty();
    }
}
