package dev.landfall.local.world;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Refuses a world that was copied or moved in a way that its databases do not survive: {@code WORLD_COPIED}. A whole copy
 * with its owners works where it lies.
 */
final class CopiedWorld {

    private CopiedWorld() {}

    static void refuse(WorldHome home, OwnFolder folder, WorldState state) {
        try {
            var madeIn = folder.marker().place();
            var moved = !madeIn.equals(home.root()) && !madeIn.equals(folder.path());
            for (var side : List.of("source", "target")) {
                var cluster = home.postgres(side);
                if (Files.isDirectory(cluster) && !ownedBy(cluster).equals(serverUser())) {
                    throw refusal(
                            home,
                            "its databases in " + cluster + " belong to the user " + ownedBy(cluster)
                                    + ", and PostgreSQL would run as " + serverUser());
                }
            }
            if (moved && state.scale().isPresent() && !Files.isDirectory(home.postgres("source"))) {
                throw refusal(home, "it is a copy of the one in " + madeIn + ", without its databases");
            }
        } catch (IOException e) {
            throw WorldProblem.of("look at the databases of the world in " + home.root(), e)
                    .asException(e);
        }
    }

    private static RuntimeException refusal(WorldHome home, String why) {
        return Problem.operator(
                        "WORLD_COPIED",
                        "The world in " + home.root() + " cannot be opened here: " + why + ".",
                        "Copy it again with its owners (cp -a) as the same user, or begin a new one with --home DIR.")
                .asException();
    }

    private static String ownedBy(Path folder) throws IOException {
        return Files.getOwner(folder).getName();
    }

    /** PostgreSQL refuses to be run by root. */
    private static String serverUser() {
        var user = System.getProperty("user.name");
        return user.equals("root") ? "nobody" : user;
    }
}
