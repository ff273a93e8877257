package dev.landfall.gateway.aws;

import dev.landfall.gateway.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** EventBridge rules of the default event bus, the only one whose rules can follow a clock. */
record EventRules(Supplier<EventBridgeClient> events) {

    /** Names of the rules that have this target. */
    List<String> targeting(String arn) {
        return AwsProblem.guard("list the rules that start tasks on " + arn, () -> {
            var names = new ArrayList<String>();
            @Nullable String next = null;
            do {
                var page = page(arn, next);
                names.addAll(page.ruleNames());
                next = page.nextToken();
            } while (next != null);
            return names;
        });
    }

    private ListRuleNamesByTargetResponse page(String arn, @Nullable String next) {
        return events.get()
                .listRuleNamesByTarget(request -> request.targetArn(arn).nextToken(next));
    }

    Optional<Schedule> find(String name) {
        return AwsProblem.guard("describe the rule " + name, () -> {
            try {
                var rule = events.get().describeRule(request -> request.name(name));
                return Optional.of(new Schedule(name, rule.state() != RuleState.DISABLED));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    void enable(String name, boolean enabled) {
        AwsProblem.guard(
                (enabled ? "enable" : "disable") + " the rule " + name,
                () -> enabled
                        ? events.get().enableRule(request -> request.name(name))
                        : events.get().disableRule(request -> request.name(name)));
    }
}
