package dev.landfall.infra.pipeline;

import dev.landfall.infra.function.HandlerFunctions;
import dev.landfall.infra.guard.TrustedService;
import dev.landfall.model.definition.WatchedEnds;
import dev.landfall.model.rights.HandlerTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What events do: close the run of an execution that ended without closing it, and rehearse at night. */
public final class Endings extends Construct {

    public Endings(Construct scope, String id, StateMachines machines, HandlerFunctions functions, IQueue abandoned) {
        super(scope, id);
        var closing = functions.get(HandlerTable.CLOSE_ABANDONED_RUN);
        // EventBridge gives its queue what it could not hand over; what the function failed on is Lambda's to give.
        closing.configureAsyncInvoke(EventInvokeConfigOptions.builder()
                .onFailure(new SqsDestination(abandoned))
                .retryAttempts(2)
                .build());
        var target = LambdaFunction.Builder.create(closing)
                .event(RuleTargetInput.fromObject(Map.of(
                        "runId", EventField.fromPath("$.detail.name"),
                        "executionArn", EventField.fromPath("$.detail.executionArn"),
                        "status", EventField.fromPath("$.detail.status"))))
                .retryAttempts(5)
                .maxEventAge(Duration.hours(2))
                .deadLetterQueue(abandoned)
                .build();
        Rule.Builder.create(this, "Ended")
                .description("Landfall: an execution ended, perhaps without closing its run")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.states"))
                        .detailType(List.of("Step Functions Execution Status Change"))
                        .detail(Map.of(
                                "status",
                                WatchedEnds.STATUSES,
                                "stateMachineArn",
                                machines.byName().values().stream()
                                        .map(machine -> machine.getStateMachineArn())
                                        .toList()))
                        .build())
                .targets(List.of(target))
                .build();
    }

    /** A rehearsal by the clock; the rule's own role may start only that machine. */
    public void rehearseNightly(Optional<String> expression, StateMachines machines) {
        byTheClock("Nightly", "Landfall: the nightly rehearsal", expression, "rehearsal", machines);
    }

    /** The checks alone by the clock: a watch on what changes between rehearsals. */
    public void watchNightly(Optional<String> expression, StateMachines machines) {
        byTheClock("Watch", "Landfall: the nightly checks", expression, "preflight", machines);
    }

    private void byTheClock(
            String id, String description, Optional<String> expression, String mode, StateMachines machines) {
        expression.ifPresent(when -> Rule.Builder.create(this, id)
                .description(description)
                .schedule(Schedule.expression(when))
                .targets(List.of(SfnStateMachine.Builder.create(
                                machines.get(machines.deployment().named("migrate")))
                        .role(Role.Builder.create(this, id + "Role")
                                .description(description)
                                .assumedBy(TrustedService.of(
                                        Stack.of(this),
                                        "events.amazonaws.com",
                                        new TrustedService.Resource("events", "rule/*")))
                                .build())
                        // The definition skips a run that the clock started while another one works.
                        .input(RuleTargetInput.fromObject(new TreeMap<>(Map.of("mode", mode, "scheduled", true))))
                        .build()))
                .build());
    }
}
