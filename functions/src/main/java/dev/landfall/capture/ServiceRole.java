package dev.landfall.capture;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a service or deployment does. Agents' workers have the SERVICE_TYPE of the workflows' worker and differ by their
 * queue, WORKER_TEMPORAL_TASKQUEUE.
 */
public enum ServiceRole {
    MAIN_BACKEND,
    DB_CONNECTOR,
    JOBS_RUNNER,
    WORKFLOW_BACKEND,
    WORKFLOW_WORKER,
    AGENT_WORKER,
    GIT_SERVER,
    CODE_EXECUTOR,
    OTHER;

    /** Of the templates, of Compose, and of setups from before there was a SERVICE_TYPE. */
    private static final Set<String> MAIN_NAMES =
            Set.of("retool", "api", "retool-api", "retool-main", "retool-backend", "main", "backend");

    private static final Set<String> AGENT_QUEUES = Set.of("agent", "agent-eval", "r2-agent");

    /** Whether something runs workflows or agents and is not the main backend as well. */
    public static boolean areAutomation(List<ServiceRole> roles) {
        return !roles.contains(MAIN_BACKEND) && roles.stream().anyMatch(ServiceRole::isAutomation);
    }

    /** Runs workflows or agents: stopped first, started last. */
    public boolean isAutomation() {
        return this == WORKFLOW_BACKEND || this == WORKFLOW_WORKER || this == AGENT_WORKER;
    }

    /**
     * The roles by a container's settings, and by its name where it has no SERVICE_TYPE.
     *
     * @param name of the container or deployment, such as {@code retool-code-executor}
     */
    public static List<ServiceRole> of(String name, Optional<String> serviceType, Optional<String> taskQueue) {
        var roles = serviceType.stream()
                .flatMap(types -> Stream.of(types.split(",")))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .map(type -> ofType(type, taskQueue))
                .distinct()
                .sorted()
                .toList();
        return roles.isEmpty() ? List.of(ofName(name)) : roles;
    }

    /** The same for a container of the source; one that is not Retool's is OTHER, whatever it is called. */
    public static List<ServiceRole> of(
            String name, String image, Optional<String> serviceType, Optional<String> taskQueue) {
        return ContainerKind.of(image, serviceType) == ContainerKind.RETOOL
                ? of(name, serviceType, taskQueue)
                : List.of(OTHER);
    }

    /** Whether SERVICE_TYPE knows the word. */
    static boolean isType(String word) {
        return ofType(word.strip(), Optional.empty()) != OTHER;
    }

    private static ServiceRole ofType(String type, Optional<String> taskQueue) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "MAIN_BACKEND" -> MAIN_BACKEND;
            case "DB_CONNECTOR", "DB_SSH_CONNECTOR" -> DB_CONNECTOR;
            case "JOBS_RUNNER" -> JOBS_RUNNER;
            case "WORKFLOW_BACKEND" -> WORKFLOW_BACKEND;
            case "WORKFLOW_TEMPORAL_WORKER" ->
                taskQueue.filter(AGENT_QUEUES::contains).isPresent() ? AGENT_WORKER : WORKFLOW_WORKER;
            case "AGENT_EVAL_TEMPORAL_WORKER", "R2_AGENT_TEMPORAL_WORKER" -> AGENT_WORKER;
            case "RR_GIT_SERVER" -> GIT_SERVER;
            default -> OTHER;
        };
    }

    private static ServiceRole ofName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (MAIN_NAMES.contains(lower) || lower.contains("onprem")) {
            return MAIN_BACKEND;
        }
        if (lower.contains("agent")) {
            return AGENT_WORKER;
        }
        if (lower.contains("workflow")) {
            return lower.contains("worker") ? WORKFLOW_WORKER : WORKFLOW_BACKEND;
        }
        if (lower.contains("jobs")) {
            return JOBS_RUNNER;
        }
        if (lower.contains("executor")) {
            return CODE_EXECUTOR;
        }
        return OTHER;
    }
}
