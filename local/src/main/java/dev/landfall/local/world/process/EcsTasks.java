package dev.landfall.local.world.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.MoverTask;
import dev.landfall.local.cloud.InMemorySourceCluster;
import dev.landfall.local.engine.integration.EcsRunTask;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** RunTask of ECS: the mover's container becomes a process here and a task in the source cluster's own list. */
public final class EcsTasks implements EcsRunTask.Tasks {

    /** ECS's own rule for startedBy. */
    private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9_/-]{1,128}");

    private final MoverProcesses movers;
    private final InMemorySourceCluster cluster;
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final Map<String, String> stopReasons = new ConcurrentHashMap<>();

    public EcsTasks(MoverProcesses movers, InMemorySourceCluster cluster) {
        this.movers = movers;
        this.cluster = cluster;
        cluster.onStop(this::stop);
    }

    @Override
    public JsonNode run(JsonNode request) {
        var container = request.path("Overrides").path("ContainerOverrides").path(0);
        var startedBy = request.path("StartedBy").asText();
        if (!TAKEN.matcher(startedBy).matches()) {
            throw Problem.operator(
                            "INVALID_PARAMETER",
                            "ECS does not take startedBy " + startedBy + ".",
                            "Use letters, digits, hyphens, underscores and slashes, 128 at most.")
                    .asException();
        }
        var arn = "arn:aws:ecs:us-east-1:000000000000:task/" + cluster.name() + "/"
                + UUID.randomUUID().toString().replace("-", "");
        var process = movers.start(
                "ecs-" + startedBy,
                strings(container.path("Command")),
                environment(container.path("Environment")),
                code -> record(startedBy, arn, code));
        processes.put(arn, process);
        if (process.isAlive()) {
            cluster.recordMoverTask(startedBy, new MoverTask(arn, "RUNNING", Optional.empty(), Optional.empty()));
        }
        var answer = Json.MAPPER.createObjectNode();
        answer.putArray("Failures");
        answer.putArray("Tasks").addObject().put("TaskArn", arn).put("LastStatus", "PROVISIONING");
        return answer;
    }

    /** Process numbers of the tasks that run, by ARN. */
    public Map<String, Long> running() {
        var running = new LinkedHashMap<String, Long>();
        processes.forEach((arn, process) -> {
            if (process.isAlive()) {
                running.put(arn, process.pid());
            }
        });
        return running;
    }

    private void stop(String arn, String reason) {
        var process = processes.get(arn);
        if (process != null) {
            stopReasons.put(arn, reason);
            ChildProcesses.end(process.toHandle());
        }
    }

    private void record(String startedBy, String arn, int code) {
        var reason = Optional.ofNullable(stopReasons.get(arn)).orElse("Essential container in task exited");
        cluster.recordMoverTask(startedBy, new MoverTask(arn, "STOPPED", Optional.of(reason), Optional.of(code)));
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static Map<String, String> environment(JsonNode array) {
        var environment = new LinkedHashMap<String, String>();
        array.forEach(pair ->
                environment.put(pair.path("Name").asText(), pair.path("Value").asText()));
        return environment;
    }
}
