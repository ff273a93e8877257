package dev.landfall.mover.probe;

import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.PodFacts;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;

/**
 * Proves with a test object that the pod's own identity may work in the run's store, and tells which client programs its
 * image has. It speaks to no database. Problems: those of the store, {@code STORE_OBJECT_DAMAGED}.
 */
public record PodProbe(String run, ObjectStore store, PostgresPrograms programs, Clock clock) {

    public PodFacts look() {
        var layout = new RunLayout(run);
        var key = layout.file("pod-object");
        var content = key.getBytes(StandardCharsets.UTF_8);
        store.put(key, content);
        var returned =
                store.get(key).filter(found -> Arrays.equals(found, content)).isPresent();
        store.delete(key);
        if (!returned) {
            throw Problem.operator(
                            ObjectStore.DAMAGED,
                            "What the pod wrote to " + key + " did not come back as it was.",
                            "Check the bucket's policy and its key's.")
                    .asException();
        }
        var facts = new PodFacts(run, programs.majors(), clock.instant());
        store.writeJson(layout.pod(), facts);
        return facts;
    }
}
