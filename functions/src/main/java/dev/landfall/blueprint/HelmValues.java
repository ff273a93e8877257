package dev.landfall.blueprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.model.failure.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values for the chart, whole for each phase, because Helm replaces lists and merges maps. Variables go through {@code
 * environmentVariables}, which the chart prints as YAML; what stands under {@code env} it pastes between quotes.
 */
final class HelmValues {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private static final int FIRST_LOST = 0x7f;
    private static final int LAST_LOST = 0x9f;

    private static final String MIGRATIONS = "DATABASE_MIGRATIONS_TIMEOUT_SECONDS";

    /** What keeps the target from acting while the source is live. */
    private static final Map<String, String> GUARDS = Map.of(
            "TEMPORAL_TASKQUEUE_WORKFLOW",
            "landfall-guard",
            "WORKER_TEMPORAL_TASKQUEUE",
            "landfall-guard",
            "DISABLE_GIT_SYNCING",
            "true",
            MIGRATIONS,
            "1800");

    /** Names that the kit sets itself before the cutover. */
    static Set<String> guards() {
        return GUARDS.keySet();
    }

    private final Sizes sizes;
    private final String tag;
    private final Map<String, String> variables;

    /**
     * One chart's values.
     *
     * @param tag of the image, pinned
     * @param variables by name, as the program shall see them
     */
    HelmValues(Sizes sizes, String tag, Map<String, String> variables) {
        this.sizes = sizes;
        this.tag = tag;
        this.variables = Map.copyOf(variables);
    }

    /** How long a migration may take before somebody gives it up: never less than the source allows. */
    int migrationSeconds() {
        return Integer.parseInt(longer(Objects.requireNonNull(GUARDS.get(MIGRATIONS)), variables.get(MIGRATIONS)));
    }

    /** No SSO, nothing that runs by itself, guards on. */
    Map<String, Object> before() {
        var guarded = new LinkedHashMap<>(variables);
        guarded.putAll(GUARDS);
        guarded.put(MIGRATIONS, String.valueOf(migrationSeconds()));
        return values(guarded, false, false, false, Map.of());
    }

    /**
     * The same with no pod that has the source's live database. The chart gives a jobs runner one pod whatever is asked,
     * so it is left out; the backend has its role then, and does nothing at 0.
     */
    Map<String, Object> beforeInASharedDatabase() {
        var still = new LinkedHashMap<>(before());
        still.put("replicaCount", 0);
        still.put("jobRunner", Map.of("enabled", false));
        return still;
    }

    /** As the source works: guards off. */
    Map<String, Object> after(boolean workflows, boolean agents, boolean storage, Map<String, Object> temporal) {
        return values(variables, workflows, agents, storage, temporal);
    }

    private Map<String, Object> values(
            Map<String, String> environment,
            boolean workflows,
            boolean agents,
            boolean rr,
            Map<String, Object> temporal) {
        var values = new LinkedHashMap<String, Object>();
        values.put("image", Map.of("tag", tag));
        values.put("replicaCount", sizes.mainReplicas());
        values.put("resources", sizes.main().resources());
        values.put("jobRunner", Map.of("enabled", true));
        var flow = new LinkedHashMap<String, Object>();
        flow.put("enabled", workflows);
        flow.put("backend", Map.of("replicaCount", sizes.workflowBackends()));
        flow.put("worker", Map.of("replicaCount", sizes.workflowWorkers()));
        if (!temporal.isEmpty()) {
            flow.put("temporal", temporal);
        }
        values.put("workflows", flow);
        values.put("agents", Map.of("enabled", agents));
        values.put("rr", Map.of("enabled", rr));
        var executor = new LinkedHashMap<String, Object>();
        executor.put("replicaCount", sizes.codeExecutors());
        executor.put("resources", sizes.codeExecutor().resources());
        values.put("codeExecutor", executor);
        values.put("environmentVariables", list(environment));
        return values;
    }

    /** Of two whole numbers of seconds. */
    private static String longer(String ours, @Nullable String sources) {
        return sources != null && sources.matches("[0-9]{1,9}") && Long.parseLong(sources) > Long.parseLong(ours)
                ? sources
                : ours;
    }

    private static List<Map<String, String>> list(Map<String, String> environment) {
        environment.forEach(HelmValues::refuseWhatHelmLoses);
        var list = new ArrayList<Map<String, String>>();
        environment.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(variable -> {
            var entry = new LinkedHashMap<String, String>();
            entry.put("name", variable.getKey());
            entry.put("value", KubernetesText.escaped(variable.getValue()));
            list.add(entry);
        });
        return list;
    }

    /** Helm prints these characters as they are, and a cluster then reads a space, or no manifest at all. */
    private static void refuseWhatHelmLoses(String name, String value) {
        if (value.codePoints().anyMatch(character -> character >= FIRST_LOST && character <= LAST_LOST)) {
            throw Problem.operator(
                            "SETTING_NOT_PRINTABLE",
                            "The value for " + name
                                    + " holds a control character from U+007F to U+009F, which Helm loses when it prints variables.",
                            "Write it without, or let the setting be carried in the secret: settings." + name
                                    + ".decision is carry.")
                    .asException();
        }
    }

    /** As a file of values. */
    static String yaml(Map<String, Object> values) {
        try {
            return YAML.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts always have a YAML form", e);
        }
    }
}
