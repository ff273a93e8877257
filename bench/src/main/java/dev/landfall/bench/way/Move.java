package dev.landfall.bench.way;

import dev.landfall.bench.Station;
import dev.landfall.mover.MoverJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ./landfall move}: rows pass from server to server through one process, which stores none. */
record Move(String name, String label) implements Way {

    /** As the launcher starts it, besides the mover's own. */
    private static final List<String> FLAGS = List.of(
            "-Xmx224m",
            "-Xmn16m",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlandfall.terminal=false");

    @Override
    public Stages run(Station station, String database) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(MoverJvm.flags());
        command.addAll(FLAGS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.landfall.local.Main",
                "move",
                "--source",
                url(station.source().url(database), station),
                "--target",
                url(station.target().url(database), station)));
        var moving = Child.start(
                        command, MoverJvm.environment(), station.scratch().resolve("move.log"))
                .await();
        return new Stages(Optional.empty(), Optional.empty(), Optional.of(moving.peakMebibytes()), Optional.empty());
    }

    private static String url(String withoutPassword, Station station) {
        return withoutPassword.replaceFirst("@", ":" + station.password() + "@");
    }
}
