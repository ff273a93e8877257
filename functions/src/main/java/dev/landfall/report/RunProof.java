package dev.landfall.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.RunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import dev.landfall.run.RecordProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What proves the objects of a run that has ended. It stands in the execution's own output, which nobody can write who only
 * writes to the store.
 *
 * @param bundle the digest of {@code bundle.sha256}, which lists all objects but the data's and run.json
 * @param record the digest of {@code run.json} as the run was closed
 */
public record RunProof(String bundle, String record) {

    private static final String BUNDLE = "bundle.sha256";
    private static final String RECORD = "run.json";

    /** Comes into a cutover's folder when its rollback gives the source back. */
    private static final String RETURNED = "returned.json";

    /** An object that is not as the run left it, by its name in the run's folder. */
    public record Difference(String name, Kind kind) {}

    /** What was done to it. */
    public enum Kind {
        CHANGED,
        REMOVED,
        ADDED
    }

    /** Of the objects as they are now. */
    public static RunProof of(RunStore store, String runId) {
        var layout = new RunLayout(runId);
        return new RunProof(
                new Bundle(store).digest(layout),
                store.read(layout.run()).map(Sha256::hex).orElse(""));
    }

    /** From the output of an execution; empty where it has none, as that of a failed one. */
    public static Optional<RunProof> in(JsonNode output) {
        var bundle = output.path("bundle").asText();
        var record = output.path(RecordProof.FIELD).asText();
        return bundle.isEmpty() || record.isEmpty() ? Optional.empty() : Optional.of(new RunProof(bundle, record));
    }

    /**
     * Objects that are not as they were, are gone, or came later; in order of their names. A cutover's run.json may have
     * gained the name of the rollback that took it back, and then its folder {@code returned.json}. Where {@code bundle.sha256} itself is not as it
     * was, nothing can be said of the objects that it lists.
     */
    public List<Difference> differences(RunStore store, String runId) {
        var layout = new RunLayout(runId);
        var differences = new ArrayList<Difference>();
        var closed = new ClosedRecord(record);
        var now = store.read(layout.run());
        if (now.isEmpty()) {
            differences.add(new Difference(RECORD, Kind.REMOVED));
        } else if (!closed.isKeptIn(now.get())) {
            differences.add(new Difference(RECORD, Kind.CHANGED));
        }
        var bundled = new Bundle(store);
        var written = bundled.written(layout);
        if (written.isEmpty()) {
            differences.add(new Difference(BUNDLE, Kind.REMOVED));
            return differences;
        }
        if (!bundled.digest(layout).equals(bundle)) {
            differences.add(new Difference(BUNDLE, Kind.CHANGED));
            return differences;
        }
        var there = bundled.digests(layout);
        if (now.filter(closed::isTakenBackIn).isPresent() && !written.get().containsKey(RETURNED)) {
            there.remove(RETURNED);
        }
        var names = new TreeSet<>(there.keySet());
        names.addAll(written.get().keySet());
        for (var name : names) {
            if (!there.containsKey(name)) {
                differences.add(new Difference(name, Kind.REMOVED));
            } else if (!written.get().containsKey(name)) {
                differences.add(new Difference(name, Kind.ADDED));
            } else if (!there.get(name).equals(written.get().get(name))) {
                differences.add(new Difference(name, Kind.CHANGED));
            }
        }
        return differences;
    }
}
