package dev.landfall.local.world;

import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
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
 * @param shared whether the target was given the source's database; empty until that was chosen
 * @param dataFolders where the servers' clusters really are
 */
record WorldState(
        Map<Ports.Use, Integer> ports,
        Optional<BigDecimal> scale,
        boolean targetBuilt,
        Optional<Boolean> shared,
        List<Path> dataFolders) {

    WorldState {
        ports = Map.copyOf(ports);
        dataFolders = List.copyOf(dataFolders);
    }

    static WorldState read(WorldHome home) {
        if (!Files.exists(home.state())) {
            return new WorldState(Map.of(), Optional.empty(), false, Optional.empty(), List.of());
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
        return new WorldState(chosen, scale, targetBuilt, shared, dataFolders);
    }

    /** A world that stands keeps what it was made for: the other kind would begin with databases that nobody built. */
    WorldState withShared(boolean wanted, WorldHome home) {
        if (scale.isPresent() && sharesDatabase() != wanted) {
            throw Problem.operator(
                            "WORLD_OF_ANOTHER_STRATEGY",
                            "The world in " + home.root() + " was made for a target with "
                                    + (wanted ? "a database of its own" : "the source's database")
                                    + ", and database.strategy now asks for the other.",
                            "Run ./landfall world reset first, or name another folder with --home.")
                    .asException();
        }
        return new WorldState(ports, scale, targetBuilt, Optional.of(wanted), dataFolders);
    }

    boolean sharesDatabase() {
        return shared.orElse(false);
    }

    WorldState withScale(Optional<BigDecimal> built) {
        return new WorldState(ports, built, targetBuilt, shared, dataFolders);
    }

    WorldState withTargetBuilt() {
        return new WorldState(ports, scale, true, shared, dataFolders);
    }

    WorldState withDataFolders(List<Path> folders) {
        return new WorldState(ports, scale, targetBuilt, shared, folders);
    }
}
