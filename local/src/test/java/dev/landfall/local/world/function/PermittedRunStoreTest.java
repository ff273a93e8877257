package dev.landfall.local.world.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.handler.MemoryRunStore;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.rights.HandlerTable;
import org.junit.jupiter.api.Test;

/** What S3 would refuse to a function's role, the local world refuses. */
class PermittedRunStoreTest {

    private static final byte[] FORGED = {'{', '}'};

    private final MemoryRunStore store = new MemoryRunStore();

    @Test
    void aFunctionWritesItsOwnObjectsOnly() {
        var report = as("WriteReport");

        assertThat(report.write("runs/cutover-1/report.json", FORGED)).isEqualTo(Change.CREATED);
        for (var key : new String[] {"approvals/1/decision.json", "landfall.json", "runs/cutover-1/run.json"}) {
            assertThatThrownBy(() -> report.write(key, FORGED))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("STORE_DENIED")
                    .hasMessageContaining("WriteReport may not write " + key);
            assertThatThrownBy(() -> report.writeIfAbsent(key, FORGED)).hasMessageContaining("STORE_DENIED");
            assertThat(store.read(key)).isEmpty();
        }
    }

    @Test
    void onlyWhoHoldsTheLockRemovesIt() {
        store.write("lock.json", FORGED);

        assertThatThrownBy(() -> as("ApprovalPage").delete("lock.json")).hasMessageContaining("STORE_DENIED");
        assertThat(as("CloseRun").delete("lock.json")).isEqualTo(Change.REMOVED);
    }

    private PermittedRunStore as(String function) {
        return new PermittedRunStore(
                store, function, HandlerTable.handler(function).store());
    }
}
