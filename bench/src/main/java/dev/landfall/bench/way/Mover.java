package dev.landfall.bench.way;

import dev.landfall.bench.Station;
import dev.landfall.mover.MoverJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Our mover: a dump process and a restore process at the same time, with a folder of objects between them. */
record Mover(String name, String label, Path jar, List<String> dumpOptions) implements Way {

    @Override
    public Stages run(Station station, String database) {
        var dump = new ArrayList<>(arguments(station, "dump", database));
        dump.addAll(List.of("--source", station.source().url(database)));
        dump.addAll(dumpOptions);
        var restore = new ArrayList<>(arguments(station, "restore", database));
        restore.addAll(List.of("--target", station.target().url(database)));
        var environment = new HashMap<>(MoverJvm.environment());
        environment.put("BENCH_PASSWORD", station.password());
        var reading = Child.start(
                station.allowance(),
                command(dump),
                environment,
                station.scratch().resolve("dump.log"));
        var loading = Child.start(
                station.allowance(),
                command(restore),
                environment,
                station.scratch().resolve("restore.log"));
        var watching = Thread.ofPlatform().name("watch-dump").start(reading::await);
        loading.await();
        join(watching);
        return new Stages(
                Optional.empty(),
                Optional.empty(),
                Optional.of(reading.peakMebibytes()),
                Optional.of(loading.peakMebibytes()));
    }

    private static List<String> arguments(Station station, String verb, String database) {
        return List.of(
                verb,
                "--store",
                station.scratch().resolve("store").toUri().toString(),
                "--run",
                "bench",
                "--database",
                database,
                "--password-from",
                "env:BENCH_PASSWORD",
                "--jobs",
                "2");
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(MoverJvm.flags());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the dump", e);
        }
    }
}
