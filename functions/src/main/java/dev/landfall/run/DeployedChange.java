package dev.landfall.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.landfall.model.failure.LandfallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is deployed by now in the place of what a run was opened with: names of keys, never their values, for nothing of
 * it is this run's. The one look at the deployed configuration beside those that open runs.
 */
public final class DeployedChange {

    private DeployedChange() {}

    /** One sentence for people; empty where nothing has changed. */
    public static Optional<String> since(FrozenPlan plan, RunFiles files) {
        Configuration deployed;
        try {
            deployed = ConfigurationFile.read(files);
        } catch (LandfallException e) {
            return Optional.of("The deployed landfall.json cannot be read any more ("
                    + e.problem().code() + "). This run goes on by its own plan.");
        }
        var changed = changed(plan, FrozenPlan.now(plan.runId(), deployed));
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of("THE DEPLOYED CONFIGURATION HAS CHANGED since this run's plan was frozen: "
                        + String.join(", ", changed)
                        + ". This run goes on by its own plan; the change takes effect with the next run.");
    }

    private static List<String> changed(FrozenPlan plan, FrozenPlan deployed) {
        var changed = new ArrayList<String>();
        collect("", plan.tree(), deployed.tree(), changed);
        if (!plan.version().equals(deployed.version())) {
            changed.add("Landfall's version");
        }
        return changed;
    }

    private static void collect(String path, JsonNode before, JsonNode now, List<String> changed) {
        if (before.equals(now)) {
            return;
        }
        if (!(before.isObject() || before.isMissingNode()) || !(now.isObject() || now.isMissingNode())) {
            changed.add(path);
            return;
        }
        var keys = new TreeSet<String>();
        before.fieldNames().forEachRemaining(keys::add);
        now.fieldNames().forEachRemaining(keys::add);
        for (var key : keys) {
            collect(path.isEmpty() ? key : path + "." + key, at(before, key), at(now, key), changed);
        }
    }

    private static JsonNode at(JsonNode tree, String key) {
        var value = tree.get(key);
        return value == null ? MissingNode.getInstance() : value;
    }
}
