package dev.landfall.report;

import dev.landfall.gateway.RunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What proves the objects of a run that has ended. It stands in the execution's own output, which nobody can write who only
 * writes to the store.
 *
 * @param bundle the digest of {@code bundle.sha256}, which lists all objects but the data's and run.json
 * @param record the digest of {@code run.json} as the run was closed
 */
public record RunProof(String bundle, String record) {

    /** Of the objects as they are now. */
    public static RunProof of(RunStore store, String runId) {
        var layout = new RunLayout(runId);
        return new RunProof(
                new Bundle(store).digest(layout),
                store.read(layout.run()).map(Sha256::hex).orElse(""));
    }

    /**
     * Names of objects that are not as they were, are gone, or came later; in order. A cutover's run.json says later that it
     * was rolled back, and by which run.
     */
    public List<String> altered(RunStore store, String runId) {
        var layout = new RunLayout(runId);
        var now = of(store, runId);
        var altered = new ArrayList<String>();
        if (!now.record.equals(record)) {
            altered.add("run.json");
        }
        var bundled = new Bundle(store);
        var written = bundled.written(layout);
        if (!now.bundle.equals(bundle) || written.isEmpty()) {
            altered.add("bundle.sha256");
            return altered;
        }
        var there = bundled.digests(layout);
        var names = new TreeSet<>(there.keySet());
        names.addAll(written.get().keySet());
        names.stream()
                .filter(name ->
                        !there.getOrDefault(name, "").equals(written.get().getOrDefault(name, "")))
                .forEach(altered::add);
        return altered;
    }
}
