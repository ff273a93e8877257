package dev.landfall.model.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.RunLayout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StoreObjectTest {

    private static final RunLayout RUN = new RunLayout("cutover-1");
    private static final RunLayout.DatabaseLayout APP = RUN.database("app");

    @Test
    void theTaskWritesTheCopyAndTheJobsItsProof() {
        for (var key : new String[] {
            APP.plan(),
            APP.schema(),
            APP.dataIndex(),
            APP.manifest(),
            APP.archive(),
            APP.completedTables(),
            APP.dumpFailure(),
            APP.progress("dump"),
            APP.segments("1") + "0001"
        }) {
            assertThat(StoreWrites.MOVER_TASK.mayWrite(key)).as(key).isTrue();
            assertThat(StoreWrites.MOVER_JOB.mayWrite(key)).as(key).isFalse();
        }
        for (var key : new String[] {
            APP.comparison(),
            APP.comparedRows(),
            APP.reach(),
            APP.progress("restore"),
            APP.progress("compare"),
            RUN.pod(),
            RUN.file("pod-object"),
            RUN.file("divergence.json")
        }) {
            assertThat(StoreWrites.MOVER_JOB.mayWrite(key)).as(key).isTrue();
            assertThat(StoreWrites.MOVER_TASK.mayWrite(key)).as(key).isFalse();
        }
    }

    /** A star covers slashes: an object of one part must not be refused as another's. */
    @Test
    void noObjectIsOfTwoParts() {
        for (var object : StoreObject.values()) {
            var key = object.keys().replace("*", "a-name");
            for (var other : StoreObject.values()) {
                if (other.area() != object.area()) {
                    assertThat(other.covers(key)).as("%s is %s", key, other).isFalse();
                }
            }
        }
    }

    @Test
    void neitherMoverWritesAnythingOfPeople() {
        for (var key : new String[] {
            RunLayout.CONFIGURATION,
            RunLayout.LOCK,
            RunLayout.LEDGER,
            RunLayout.approval("1"),
            "approvals/1/decision.json",
            RUN.run(),
            RUN.file("report.html")
        }) {
            assertThat(StoreWrites.MOVER_TASK.mayWrite(key)).as(key).isFalse();
            assertThat(StoreWrites.MOVER_JOB.mayWrite(key)).as(key).isFalse();
            assertThat(StoreWrites.MOVER_JOB.mayRemove(key)).as(key).isFalse();
        }
    }

    /** The bucket's policy keeps parts apart by these keys: one that lies in two parts could be written by nobody. */
    @Test
    void noObjectOfOnePartLiesInAnother() {
        for (var object : StoreObject.values()) {
            var key = object.keys().replace("*", "x");
            assertThat(Arrays.stream(StoreObject.values())
                            .filter(other -> other.covers(key))
                            // It is told from the others by where it lies and not by its names.
                            .filter(other -> other.area() != StoreArea.EVIDENCE))
                    .as(key)
                    .allMatch(other -> other.area() == object.area());
        }
    }
}
