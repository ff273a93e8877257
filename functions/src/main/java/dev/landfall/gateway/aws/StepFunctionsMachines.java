package dev.landfall.gateway.aws;

import dev.landfall.gateway.Machines;
import dev.landfall.gateway.history.PostponedStates;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/** The machines of one deployment of this account and region, named {@code landfall-…} or as its name says. */
public final class StepFunctionsMachines implements Machines {

    /** A tag of the machine {@code migrate}: the deployment's run bucket. */
    public static final String BUCKET_TAG = "landfall:run-bucket";

    private final String prefix;
    private final Supplier<SfnClient> sfn;
    private final Supplier<Map<String, String>> arns;

    public StepFunctionsMachines(AwsConnection connection, DeploymentName deployment) {
        this.prefix = deployment.named("");
        this.sfn = new Later<>(() -> connection.client(SfnClient.builder()));
        this.arns = new Later<>(this::deployed);
    }

    @Override
    public String runBucket() {
        var machine = arn("migrate");
        return AwsProblem.guard(
                        "read the tags of " + machine,
                        () -> sfn.get().listTagsForResource(request -> request.resourceArn(machine)).tags().stream()
                                .filter(tag -> tag.key().equals(BUCKET_TAG))
                                .map(tag -> tag.value())
                                .findFirst())
                .orElseThrow(() -> Problem.operator(
                                "RUN_BUCKET_UNKNOWN",
                                "The state machine " + machine + " has no tag " + BUCKET_TAG + ".",
                                "Deploy this version of Landfall: npx cdk deploy --all.")
                        .asException());
    }

    @Override
    public String start(String machine, String name, String inputJson) {
        var arn = arn(machine);
        return AwsProblem.guard("start an execution of " + arn, () -> {
            try {
                return sfn.get()
                        .startExecution(request ->
                                request.stateMachineArn(arn).name(name).input(inputJson))
                        .executionArn();
            } catch (ExecutionAlreadyExistsException e) {
                throw Problem.operator(
                                "RUN_ID_USED",
                                "An execution named " + name + " was started within the last 90 days.",
                                "Give another name with --name, or none.")
                        .asException(e);
            }
        });
    }

    @Override
    public Optional<Started> find(String runId) {
        return arns.get().entrySet().stream()
                .flatMap(machine -> described(machine.getKey(), executionArn(machine.getValue(), runId)).stream())
                .findFirst();
    }

    @Override
    public List<Started> newest(int atMost) {
        return arns.get().entrySet().stream()
                .flatMap(machine -> listed(machine.getValue(), atMost).stream()
                        .map(item -> described(machine.getKey(), item.executionArn())))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Started::startedAt).reversed())
                .limit(atMost)
                .toList();
    }

    @Override
    public void redrive(String executionArn) {
        AwsProblem.guard(
                "redrive " + executionArn,
                () -> sfn.get().redriveExecution(request -> request.executionArn(executionArn)));
    }

    @Override
    public List<Postponed> postponed(String executionArn) {
        return AwsProblem.guard(
                "read the history of " + executionArn,
                () -> PostponedStates.of(
                        HistoryEvents.of(sfn.get(), executionArn).toList()));
    }

    private List<ExecutionListItem> listed(String machineArn, int atMost) {
        return AwsProblem.guard(
                "list the executions of " + machineArn,
                () -> sfn.get()
                        .listExecutions(
                                request -> request.stateMachineArn(machineArn).maxResults(atMost))
                        .executions());
    }

    private Optional<Started> described(String machine, String executionArn) {
        return AwsProblem.guard("describe the execution " + executionArn, () -> {
            try {
                return Optional.of(
                        started(machine, sfn.get().describeExecution(request -> request.executionArn(executionArn))));
            } catch (ExecutionDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    private static Started started(String machine, DescribeExecutionResponse execution) {
        return new Started(
                execution.executionArn(),
                machine,
                execution.name(),
                execution.statusAsString(),
                execution.startDate(),
                Optional.ofNullable(execution.stopDate()),
                Optional.ofNullable(execution.error()),
                Optional.ofNullable(execution.cause()),
                execution.redriveStatus() == ExecutionRedriveStatus.REDRIVABLE
                        ? Optional.empty()
                        : Optional.of(Optional.ofNullable(execution.redriveStatusReason())
                                .orElse("Step Functions does not say that it can be redriven")));
    }

    private String arn(String machine) {
        return Optional.ofNullable(arns.get().get(machine)).orElseThrow(() -> notDeployed(machine));
    }

    private Map<String, String> deployed() {
        var found = AwsProblem.guard(
                "list the state machines",
                () -> sfn.get().listStateMachinesPaginator(request -> {}).stateMachines().stream()
                        .filter(machine -> machine.name().startsWith(prefix))
                        .toList());
        var byName = new TreeMap<String, String>();
        for (StateMachineListItem machine : found) {
            byName.put(machine.name().substring(prefix.length()), machine.stateMachineArn());
        }
        return byName;
    }

    private LandfallException notDeployed(String machine) {
        return Problem.operator(
                        "NOT_DEPLOYED",
                        "There is no state machine " + prefix + machine + " in this account and region.",
                        "Check profile and region (AWS_PROFILE, AWS_REGION) and --deployment, or deploy Landfall first: docs/install.md.")
                .asException();
    }

    /** {@code arn:…:stateMachine:landfall-migrate} has executions {@code arn:…:execution:landfall-migrate:<name>}. */
    private static String executionArn(String machineArn, String name) {
        return machineArn.replace(":stateMachine:", ":execution:") + ":" + name;
    }
}
