package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.DatabaseServers;
import org.junit.jupiter.api.Test;

/** What every inventory of database servers does. */
public abstract class DatabaseServersContract {

    public static final String INSTANCE = "retool-source";

    /**
     * Holds {@link #INSTANCE}: engine {@code postgres} 15, class {@code db.m5.large}, 80 GiB, encrypted, not protected
     * against deletion, in one zone.
     */
    protected abstract DatabaseServers servers();

    /** The endpoint of {@link #INSTANCE}. */
    protected abstract String endpointHost();

    @Test
    void serverIsDescribed() {
        var server = servers().at(endpointHost()).orElseThrow();

        assertThat(server.id()).isEqualTo(INSTANCE);
        assertThat(server.engine()).isEqualTo("postgres");
        assertThat(server.engineVersion()).startsWith("15.");
        assertThat(server.instanceClass()).isEqualTo("db.m5.large");
        assertThat(server.allocatedGib()).isEqualTo(80);
        assertThat(server.encrypted()).isTrue();
        assertThat(server.deletionProtection()).isFalse();
        assertThat(server.multiZone()).isFalse();
        assertThat(server.growsByItself()).isFalse();
    }

    @Test
    void unknownEndpointHasNoServer() {
        assertThat(servers().at("elsewhere.example.net")).isEmpty();
    }
}
