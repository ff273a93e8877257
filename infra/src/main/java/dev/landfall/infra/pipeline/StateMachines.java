package dev.landfall.infra.pipeline;

import dev.landfall.infra.Definition;
import dev.landfall.infra.function.CalledFunctions;
import dev.landfall.infra.guard.TrustedService;
import dev.landfall.model.DeploymentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** A state machine for each definition file, with the functions' ARNs filled in. */
public final class StateMachines extends Construct {

    /** The one value of a definition that is not a function. */
    static final String MOVER_TASK = "MoverTaskDefinition";

    private final DeploymentName deployment;
    private final Map<String, StateMachine> machines = new TreeMap<>();
    private final Map<String, LogGroup> logs = new TreeMap<>();

    public StateMachines(
            Construct scope,
            String id,
            Map<String, Definition> definitions,
            CalledFunctions functions,
            MoverProgram mover,
            LogGroups logGroups) {
        super(scope, id);
        this.deployment = logGroups.deployment();
        definitions.forEach((name, definition) -> {
            // Step Functions writes to groups below this name without a resource policy for each.
            var group = logGroups.create(this, name + "-logs", "/aws/vendedlogs/states/" + name);
            logs.put(name, group);
            machines.put(name, machine(name, definition, functions, mover, group));
        });
    }

    public Map<String, StateMachine> byName() {
        return machines;
    }

    DeploymentName deployment() {
        return deployment;
    }

    StateMachine get(String name) {
        return Objects.requireNonNull(machines.get(name), name);
    }

    LogGroup logs(String name) {
        return Objects.requireNonNull(logs.get(name), name);
    }

    private StateMachine machine(
            String name, Definition definition, CalledFunctions functions, MoverProgram mover, LogGroup group) {
        var values = new LinkedHashMap<String, String>();
        for (var wanted : definition.substitutions()) {
            values.put(
                    wanted,
                    wanted.equals(MOVER_TASK)
                            // Without a revision ECS runs the newest one, also where an execution keeps an old
                            // definition.
                            ? mover.task().getFamily()
                            : functions.arn(wanted));
        }
        var machine = StateMachine.Builder.create(this, name)
                .stateMachineName(name)
                .stateMachineType(StateMachineType.STANDARD)
                .role(Role.Builder.create(this, name + "-role")
                        .description("Landfall: the state machine " + name)
                        .assumedBy(TrustedService.of(
                                Stack.of(this),
                                "states.amazonaws.com",
                                new TrustedService.Resource("states", "stateMachine:" + name + "*")))
                        .build())
                .definitionBody(
                        DefinitionBody.fromFile(expanded(name, definition).toString()))
                .definitionSubstitutions(values)
                .tracingEnabled(true)
                // Execution data would hold task tokens.
                .logs(LogOptions.builder()
                        .destination(group)
                        .level(LogLevel.ALL)
                        .includeExecutionData(false)
                        .build())
                .build();
        // A definition from a file grants nothing by itself.
        var arns = definition.substitutions().stream()
                .filter(wanted -> !wanted.equals(MOVER_TASK))
                .map(wanted -> functions.arn(wanted))
                .toList();
        machine.addToRolePolicy(allow(List.of("lambda:InvokeFunction"), arns));
        if (definition.substitutions().contains(MOVER_TASK)) {
            runMover(machine, mover);
        }
        return machine;
    }

    /**
     * As a file of its own and not in the template, where cfn-lint takes an expression for a number to be a mistake.
     */
    private Path expanded(String name, Definition definition) {
        var file = Path.of(Objects.requireNonNull(Stage.of(this)).getAssetOutdir(), "definitions", name + ".asl.json");
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, definition.tree().toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static void runMover(StateMachine machine, MoverProgram mover) {
        var stack = Stack.of(machine);
        var family = "arn:%s:ecs:%s:%s:task-definition/%s"
                .formatted(
                        stack.getPartition(),
                        stack.getRegion(),
                        stack.getAccount(),
                        mover.task().getFamily());
        // Asked for by its family, a task definition is checked as the family; revisions are for who names one.
        machine.addToRolePolicy(allow(List.of("ecs:RunTask"), List.of(family, family + ":*")));
        machine.addToRolePolicy(PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(
                        mover.task().getTaskRole().getRoleArn(),
                        mover.task().obtainExecutionRole().getRoleArn()))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com")))
                .build());
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
