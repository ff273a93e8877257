package dev.landfall.local.world;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The clusters of a world's servers, wherever its state says that they are: a file may have been changed, so each folder
 * proves itself that it was made for this world.
 */
record WorldClusters(List<OwnFolder> folders) {

    /** All or none. {@code FOLDER_PROTECTED}, {@code FOLDER_NOT_OURS}. */
    static WorldClusters of(WorldHome home, WorldState state) throws IOException {
        var folders = new ArrayList<OwnFolder>();
        for (var folder : state.dataFolders()) {
            if (Files.exists(folder)) {
                folders.add(prove(home, folder));
            }
        }
        return new WorldClusters(List.copyOf(folders));
    }

    private static OwnFolder prove(WorldHome home, Path folder) throws IOException {
        var cluster = OwnFolder.prove(folder, FolderKind.CLUSTER);
        if (!cluster.marker().place().startsWith(home.root())
                && !cluster.path().startsWith(home.root().toRealPath())) {
            throw Problem.operator(
                            "FOLDER_NOT_OURS",
                            cluster.path() + " was made for "
                                    + cluster.marker().place() + ", not for the world in " + home.root()
                                    + ". Nothing was touched.",
                            "Correct dataFolders in " + home.state() + ", and run again.")
                    .asException();
        }
        return cluster;
    }

    void delete() throws IOException {
        for (var folder : folders) {
            folder.delete();
        }
    }
}
