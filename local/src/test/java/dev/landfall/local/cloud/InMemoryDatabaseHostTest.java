package dev.landfall.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.contract.DatabaseHostContract;
import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryDatabaseHostTest extends DatabaseHostContract {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();

    @Override
    protected InMemoryDatabaseHost host() {
        var instance = new DatabaseInstance(INSTANCE, "15.19", 100, true, true);
        return new InMemoryDatabaseHost(folder, Map.of(endpointHost(), instance), Duration.ofMinutes(2), clock);
    }

    @Override
    protected String endpointHost() {
        return "127.0.0.1";
    }

    @Test
    void snapshotIsAvailableAfterAWhileAndForLaterProcesses() {
        host().createSnapshot(INSTANCE, "landfall-one");
        assertThat(host().snapshotStatus("landfall-one")).hasValue("creating");
        clock.forward(Duration.ofMinutes(2));
        assertThat(host().snapshotStatus("landfall-one")).hasValue("available");
    }

    @Test
    void snapshotNamesFollowTheRulesOfTheService() {
        assertThatThrownBy(() -> host().createSnapshot(INSTANCE, "two--hyphens"))
                .hasMessageContaining("SNAPSHOT_ID_INVALID");
        assertThatThrownBy(() -> host().createSnapshot(INSTANCE, "ends-")).hasMessageContaining("SNAPSHOT_ID_INVALID");
    }
}
