package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.OwnRights;
import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.world.function.Handlers;
import dev.landfall.model.RunLayout;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.model.rights.StoreWrites;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every function of the local world has the run store as its own role in AWS would have it. */
class FunctionStoreTest {

    private static final String INPUT = """
            {"runId": "one", "executionArn": "arn:one", "startedAt": "2026-11-27T07:00:00Z", "input": {}}""";

    @TempDir
    Path folder;

    @Test
    void aFunctionWritesWhatItsRowNames() {
        var world = world();

        assertThatCode(() -> open(world, name -> HandlerTable.handler(name).store()))
                .doesNotThrowAnyException();
        assertThat(world.store.read(RunLayout.LOCK)).isPresent();
    }

    @Test
    void whatItsRowDoesNotNameIsRefused() {
        var world = world();

        assertThatThrownBy(() -> open(world, name -> StoreWrites.NONE))
                .isInstanceOf(LambdaInvoke.LambdaError.class)
                .hasMessageContaining("STORE_DENIED")
                .hasMessageContaining("OpenRun may not write lock.json");
        assertThat(world.store.read(RunLayout.LOCK)).isEmpty();
    }

    private HandlerWorld world() {
        var world = new HandlerWorld(folder);
        world.executions.put("arn:one", "RUNNING");
        return world;
    }

    private static void open(HandlerWorld world, Function<String, StoreWrites> store) throws LambdaInvoke.LambdaError {
        OwnRights rights = world.gateways.ownRights();
        Handlers.with(world.gateways, name -> rights, store).invoke("OpenRun", INPUT);
    }
}
