package dev.landfall.bench.way;

import dev.landfall.bench.Station;
import dev.landfall.embedded.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code pgcopydb clone}, straight from server to server with nothing on disk between.
 *
 * @param program empty where it is not installed
 * @param options of {@code clone}; an option that this version does not know makes the way a missing one
 * @param lz4 whether the target database compresses large values with lz4
 */
record Pgcopydb(String name, String label, Optional<Path> program, List<String> options, boolean lz4) implements Way {

    /** Where it is installed, and what {@code clone --help} says. */
    static Optional<Path> find() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(folder -> Path.of(folder, "pgcopydb"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public Optional<String> missing() {
        if (program.isEmpty()) {
            return Optional.of("pgcopydb is not installed (Debian: apt-get install pgcopydb)");
        }
        var help = said(program.get(), "clone", "--help");
        return options.stream()
                .filter(option -> option.startsWith("--"))
                .map(option -> option.replaceAll("=.*", ""))
                .filter(option -> !help.contains(option))
                .findFirst()
                .map(option -> "its version has no " + option + " ("
                        + said(program.get(), "--version").lines().findFirst().orElse("unknown") + ")");
    }

    @Override
    public Stages run(Station station, String database) {
        if (lz4) {
            try {
                Station.execute(
                        station.target(),
                        "postgres",
                        "ALTER DATABASE " + database + " SET default_toast_compression = 'lz4'");
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException("lz4 is not to be had on the target", e);
            }
        }
        // In a session of its own: where it fails, it ends all processes of its group, which would be ours.
        var command = new ArrayList<>(List.of(
                "setsid",
                "--wait",
                program.orElseThrow().toString(),
                "clone",
                "--dir",
                station.scratch().resolve("pgcopydb").toString(),
                "--no-owner",
                "--no-acl",
                "--no-comments",
                "--table-jobs",
                "2",
                "--index-jobs",
                "2"));
        command.addAll(options);
        var environment = new HashMap<String, String>();
        environment.put("PGPASSWORD", station.password());
        environment.put("PGCOPYDB_SOURCE_PGURI", uri(station.source(), database));
        environment.put("PGCOPYDB_TARGET_PGURI", uri(station.target(), database));
        Child.run(station.allowance(), command, environment, station.scratch().resolve("log"));
        return Stages.ONE;
    }

    private static String uri(PostgresServer server, String database) {
        return server.url(database);
    }

    private static String said(Path program, String... arguments) {
        try {
            var command = new ArrayList<>(List.of(program.toString()));
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
