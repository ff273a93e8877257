package dev.landfall.mover;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.store.FolderStore;
import java.nio.file.Path;
import java.util.Map;

/** A move from server to server as its own process, which says its phases as the mover does. */
final class StreamProgram {

    private StreamProgram() {}

    static MoverProcess start(World world, Path folder, String run) throws java.io.IOException {
        return MoverProcess.startProgram(
                StreamProgram.class,
                KillIT.FLAGS,
                folder,
                Map.of(),
                world.source.url(World.DATABASE),
                world.target.url(World.DATABASE),
                folder.resolve(run).toString(),
                run);
    }

    /** Arguments: the URLs of source and target, the folder of what is no row, the run's id. */
    public static void main(String[] arguments) {
        try {
            World.stream(
                    server(Side.SOURCE, arguments[0]),
                    server(Side.TARGET, arguments[1]),
                    new FolderStore(Path.of(arguments[2])),
                    arguments[3],
                    PostgresPrograms.find(System.getenv()),
                    StreamProgram::say);
        } catch (LandfallException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void say(Progress progress) {
        System.err.println("move " + progress.database() + ": " + progress.phase() + ";");
    }

    private static Server server(Side side, String url) {
        return new Server(side, DatabaseUrl.parse(url), World.PASSWORD, World.APPLICATION);
    }
}
