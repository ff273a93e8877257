package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import org.junit.jupiter.api.Test;

/** What every control plane of databases does. */
public abstract class DatabaseHostContract {

    public static final String INSTANCE = "retool-source";

    protected abstract DatabaseHost host();

    /** The endpoint of {@link #INSTANCE}. */
    protected abstract String endpointHost();

    @Test
    void instanceIsFoundByItsEndpoint() {
        assertThat(host().find(endpointHost()).orElseThrow().id()).isEqualTo(INSTANCE);
    }

    @Test
    void unknownEndpointIsNotFound() {
        assertThat(host().find("elsewhere.example.net")).isEmpty();
    }

    /** A service may look at the instance's state first, and an instance that is being snapshot is not available. */
    @Test
    void secondSnapshotOfThatNameIsUnchangedOrWaitedFor() {
        var host = host();
        assertThat(host.createSnapshot(INSTANCE, "landfall-one")).isEqualTo(Change.CREATED);
        try {
            assertThat(host.createSnapshot(INSTANCE, "landfall-one")).isEqualTo(Change.UNCHANGED);
        } catch (StillWaitingException e) {
            assertThat(e.problem().code()).isEqualTo("DATABASE_BUSY");
        }
        assertThat(host.snapshotStatus("landfall-one").orElseThrow()).isIn("creating", "available");
    }

    @Test
    void unknownSnapshotHasNoStatus() {
        assertThat(host().snapshotStatus("landfall-none")).isEmpty();
    }

    @Test
    void snapshotOfAMissingInstanceIsRefused() {
        assertThatThrownBy(() -> host().createSnapshot("nobody", "landfall-two"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DATABASE_INSTANCE_MISSING");
    }
}
