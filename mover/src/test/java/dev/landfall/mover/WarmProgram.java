package dev.landfall.mover;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.mover.delta.CatchUp;
import dev.landfall.mover.delta.DeltaRequest;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Passes of a delta as their own process, to be killed. */
final class WarmProgram {

    private WarmProgram() {}

    static MoverProcess start(World world, Path folder) throws java.io.IOException {
        return MoverProcess.startProgram(
                WarmProgram.class,
                KillIT.FLAGS,
                folder,
                Map.of(),
                world.source.url(World.DATABASE),
                world.target.url(World.DATABASE));
    }

    /** Arguments: the URLs of source and target. */
    public static void main(String[] arguments) {
        try {
            var request = new DeltaRequest(
                    server(Side.SOURCE, arguments[0]),
                    server(Side.TARGET, arguments[1]),
                    2,
                    new LockLimit(Duration.ofSeconds(5)),
                    Duration.ofMinutes(1));
            new CatchUp(request, new StopSignal()).run(progress -> System.err.println(progress.phase() + ";"));
        } catch (LandfallException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Server server(Side side, String url) {
        return new Server(side, DatabaseUrl.parse(url), World.PASSWORD, World.APPLICATION);
    }
}
