package dev.landfall.local.world;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an open world tells to another shell.
 *
 * @param pid of the command that holds it
 * @param addresses by what answers there
 * @param pids of servers that are processes of their own
 */
public record Presence(long pid, Map<String, String> addresses, Map<String, Long> pids) {

    private static final String STORE = "S3";
    private static final String KUBERNETES = "Kubernetes";

    static Presence of(LocalWorld world, WorldState state) {
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("source database", world.sourceDatabase().url("hammerhead_production"));
        addresses.put("target database", world.targetDatabase().url("hammerhead_production"));
        addresses.put(STORE, world.servers().s3().endpoint().toString());
        addresses.put(KUBERNETES, world.cluster().api().url());
        addresses.put("source Retool", "http://127.0.0.1:" + state.port(Ports.Use.SOURCE_LOAD_BALANCER));
        addresses.put("target Retool", "http://127.0.0.1:" + state.port(Ports.Use.TARGET_LOAD_BALANCER));
        addresses.put("name server", "127.0.0.1:" + state.port(Ports.Use.NAME_SERVER));
        addresses.put("resolver", "127.0.0.1:" + state.port(Ports.Use.RESOLVER));
        addresses.put("approval page", "http://127.0.0.1:" + state.port(Ports.Use.APPROVALS));
        var pids = new LinkedHashMap<String, Long>();
        pid(world.sourceDatabase()).ifPresent(pid -> pids.put("source database", pid));
        pid(world.targetDatabase()).ifPresent(pid -> pids.put("target database", pid));
        return new Presence(ProcessHandle.current().pid(), addresses, pids);
    }

    /** Of the world that is open now; empty where none is. */
    public static Optional<Presence> read(WorldHome home) {
        if (!WorldLock.isHeld(home) || !Files.exists(home.presence())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(home.presence().toFile(), Presence.class));
        } catch (IOException e) {
            throw WorldProblem.of("read " + home.presence(), e).asException(e);
        }
    }

    /** Address of the run store's server. */
    public URI store() {
        return URI.create(Optional.ofNullable(addresses.get(STORE)).orElseThrow());
    }

    /** Address of the cluster's API. */
    String kubernetes() {
        return Optional.ofNullable(addresses.get(KUBERNETES)).orElseThrow();
    }

    void write(WorldHome home) {
        try {
            OwnerFile.write(
                    home.presence(),
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException e) {
            throw WorldProblem.of("write " + home.presence(), e).asException(e);
        }
    }

    static void remove(WorldHome home) {
        try {
            Files.deleteIfExists(home.presence());
        } catch (IOException e) {
            throw WorldProblem.of("delete " + home.presence(), e).asException(e);
        }
    }

    private static Optional<Long> pid(PostgresServer server) {
        Path file = server.dataFolder().resolve("postmaster.pid");
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
