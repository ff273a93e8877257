package dev.landfall.bench.way;

import dev.landfall.bench.Station;
import dev.landfall.mover.MoverJvm;
import java.nio.file.Files;
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
            "-Xlog:cds=off",
            "-Xlog:aot=off",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+AutoCreateSharedArchive",
            "-Dlandfall.terminal=false");

    private static final String PREPARED = "prepared";

    /** The launcher's first start writes down which classes it loaded; each later one is faster by that. */
    @Override
    public void prepare(Station station) {
        if (!Files.exists(station.archive())) {
            try {
                Station.execute(station.source(), "postgres", "CREATE DATABASE " + PREPARED);
                move(station, PREPARED);
                Station.execute(station.source(), "postgres", "DROP DATABASE " + PREPARED);
                Station.execute(station.target(), "postgres", "DROP DATABASE " + PREPARED);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException("the first start failed", e);
            }
        }
    }

    @Override
    public Stages run(Station station, String database) {
        return new Stages(
                Optional.empty(),
                Optional.empty(),
                Optional.of(move(station, database).peakMebibytes()),
                Optional.empty());
    }

    private static Child move(Station station, String database) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(MoverJvm.flags());
        command.addAll(FLAGS);
        command.add("-XX:SharedArchiveFile=" + station.archive());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.landfall.local.Main",
                "move",
                "--source",
                url(station.source().url(database), station),
                "--target",
                url(station.target().url(database), station)));
        return Child.start(
                        station.allowance(),
                        command,
                        MoverJvm.environment(),
                        station.scratch().resolve("move.log"))
                .await();
    }

    private static String url(String withoutPassword, Station station) {
        return withoutPassword.replaceFirst("@", ":" + station.password() + "@");
    }
}
