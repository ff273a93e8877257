package dev.landfall.infra.iam;

import dev.landfall.infra.SampleConfiguration;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Landfall asks of AWS while it works, in one configuration. */
record Requests(SampleConfiguration configuration, Deployed deployed) {

    /** Of what is encrypted: its encryption context says so. */
    static final String PURPOSE = "kms:EncryptionContext:purpose";

    static final String FAMILY = "landfall-mover";
    /** What a redrive finds: the definition is of the first deployment, the task of one long after it. */
    private static final String LATER_REVISION = ":42";

    /** The role of a handler's function. */
    String roleOf(String handler) {
        return deployed.one("AWS::Lambda::Function", "/FunctionName", "landfall-" + handler)
                .text("/Role");
    }

    /** By every function, for every call of a gateway that its handler can reach. */
    List<Request> ofFunctions() {
        var resources = new RunTimeResources(Source.of(configuration), deployed);
        return HandlerTable.handlers().stream()
                .flatMap(handler -> Stream.concat(
                        Stream.of(aboutItself(handler)),
                        handler.gatewayMethods().stream().flatMap(method -> of(handler, method, resources))))
                .distinct()
                .toList();
    }

    /** Before a move each function asks what its own role may do. */
    private Request aboutItself(Handler handler) {
        var role = roleOf(handler.name());
        return new Request(role, "iam:SimulatePrincipalPolicy", role, Map.of(), "OwnRights");
    }

    private Stream<Request> of(Handler handler, String method, RunTimeResources resources) {
        var role = roleOf(handler.name());
        return GatewayActions.of(method).stream()
                .flatMap(action -> resources.of(handler, method, action).stream()
                        .map(resource ->
                                new Request(role, action, resource, context(handler, method, action), method)));
    }

    private static Map<String, String> context(Handler handler, String method, String action) {
        if (method.equals("SecretVault.encrypt") || method.equals("SecretVault.decrypt")) {
            return Map.of(PURPOSE, handler.name().equals("Preflight") ? "preflight" : "task-token");
        }
        return action.equals("iam:PassRole") ? Map.of("iam:PassedToService", "scheduler.amazonaws.com") : Map.of();
    }

    /** By the state machines: their functions, and the mover's task in whatever revision. */
    List<Request> ofMachines() {
        return deployed.all("AWS::StepFunctions::StateMachine")
                .flatMap(machine -> {
                    var role = machine.text("/RoleArn");
                    var name = machine.text("/StateMachineName");
                    var values = machine.properties().path("DefinitionSubstitutions");
                    return values.properties().stream()
                            .flatMap(value -> value.getKey().equals("MoverTaskDefinition")
                                    ? mover(role, name, value.getValue().asText())
                                    : Stream.of(new Request(
                                            role,
                                            "lambda:InvokeFunction",
                                            value.getValue().asText(),
                                            name)));
                })
                .toList();
    }

    private Stream<Request> mover(String role, String machine, String named) {
        var revision = Account.arn("ecs", "task-definition/" + FAMILY + LATER_REVISION);
        // A definition that names a family is checked on the family; one of an older deployment names a revision.
        var run =
                Stream.of(named.startsWith("arn:") ? named : Account.arn("ecs", "task-definition/" + named), revision);
        var task = deployed.one("AWS::ECS::TaskDefinition", "/Family", FAMILY);
        var passed = Stream.of("/TaskRoleArn", "/ExecutionRoleArn")
                .map(property -> new Request(
                        role,
                        "iam:PassRole",
                        task.text(property),
                        Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"),
                        machine));
        return Stream.concat(run.map(arn -> new Request(role, "ecs:RunTask", arn, machine)), passed);
    }
}
