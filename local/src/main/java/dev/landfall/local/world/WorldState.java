package dev.landfall.local.world;

import dev.landfall.model.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a world remembers about itself.
 *
 * @param scale of the source's databases; empty until they are whole
 * @param targetBuilt whether the fresh target's databases are whole
 * @param dataFolders where the servers' clusters really are
 */
record WorldState(
        Map<Ports.Use, Integer> ports, Optional<BigDecimal> scale, boolean targetBuilt, List<Path> dataFolders) {

    WorldState {
        ports = Map.copyOf(ports);
        dataFolders = List.copyOf(dataFolders);
    }

    static WorldState read(WorldHome home) {
        if (!Files.exists(home.state())) {
            return new WorldState(Map.of(), Optional.empty(), false, List.of());
        }
        try {
            return Json.MAPPER.readValue(home.state().toFile(), WorldState.class);
        } catch (IOException e) {
            throw WorldProblem.of("read " + home.state(), e).asException(e);
        }
    }

    WorldState written(WorldHome home) {
        try {
            OwnerFile.write(
                    home.state(), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            return this;
        } catch (IOException e) {
            throw WorldProblem.of("write " + home.state(), e).asException(e);
        }
    }

    int port(Ports.Use use) {
        var port = ports.get(use);
        if (port == null) {
            throw new IllegalStateException("no port was chosen for " + use);
        }
        return port;
    }

    WorldState withPorts(Map<Ports.Use, Integer> chosen) {
        return new WorldState(chosen, scale, targetBuilt, dataFolders);
    }

    WorldState withScale(Optional<BigDecimal> built) {
        return new WorldState(ports, built, targetBuilt, dataFolders);
    }

    WorldState withTargetBuilt() {
        return new WorldState(ports, scale, true, dataFolders);
    }

    WorldState withDataFolders(List<Path> folders) {
        return new WorldState(ports, scale, targetBuilt, folders);
    }
}
