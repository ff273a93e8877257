package dev.landfall.gateway.aws;

import dev.landfall.gateway.Schedule;
import dev.landfall.model.configuration.ScheduleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** EventBridge rules. Only those of the default event bus can follow a clock, so only those are looked for. */
record EventRules(Supplier<EventBridgeClient> events) {

    /** The rules that have this target. */
    List<ScheduleName> targeting(String arn) {
        return AwsProblem.guard("list the rules that start tasks on " + arn, () -> {
            var names = new ArrayList<ScheduleName>();
            @Nullable String next = null;
            do {
                var page = page(arn, next);
                page.ruleNames().stream().map(ScheduleName::rule).forEach(names::add);
                next = page.nextToken();
            } while (next != null);
            return names;
        });
    }

    private ListRuleNamesByTargetResponse page(String arn, @Nullable String next) {
        return events.get()
                .listRuleNamesByTarget(request -> request.targetArn(arn).nextToken(next));
    }

    Optional<Schedule> find(ScheduleName.Rule rule) {
        return AwsProblem.guard("describe the rule " + rule.text(), () -> {
            try {
                var found = events.get()
                        .describeRule(request -> request.name(rule.name())
                                .eventBusName(rule.bus().orElse(null)));
                return Optional.of(found)
                        .filter(one ->
                                rule.arn().map(arn -> arn.equals(one.arn())).orElse(true))
                        .map(one -> new Schedule(rule.text(), one.state() != RuleState.DISABLED));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    void enable(ScheduleName.Rule rule, boolean enabled) {
        var bus = rule.bus().orElse(null);
        AwsProblem.guard(
                (enabled ? "enable" : "disable") + " the rule " + rule.text(),
                () -> enabled
                        ? events.get()
                                .enableRule(request -> request.name(rule.name()).eventBusName(bus))
                        : events.get()
                                .disableRule(
                                        request -> request.name(rule.name()).eventBusName(bus)));
    }
}
