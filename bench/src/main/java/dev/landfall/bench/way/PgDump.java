package dev.landfall.bench.way;

import dev.landfall.bench.Station;
import dev.landfall.embedded.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code pg_dump} to disk, then {@code pg_restore}.
 *
 * @param programs folder of the client programs
 */
record PgDump(String name, String label, Path programs, List<String> dumpOptions, List<String> restoreOptions)
        implements Way {

    @Override
    public Stages run(Station station, String database) {
        var archive = station.scratch().resolve("archive").toString();
        var dump = new ArrayList<>(List.of(programs.resolve("pg_dump").toString()));
        dump.addAll(dumpOptions);
        dump.addAll(List.of("--no-owner", "--no-acl", "--file=" + archive, "--dbname=" + database));
        var restore = new ArrayList<>(List.of(programs.resolve("pg_restore").toString()));
        restore.addAll(restoreOptions);
        // A database owner that is no superuser could not comment on extensions; this one can.
        restore.addAll(List.of("--no-owner", "--no-acl", "--exit-on-error", "--dbname=" + database, archive));
        var log = station.scratch().resolve("log");
        var out = Child.run(station.allowance(), dump, environment(station, station.source()), log);
        var in = Child.run(station.allowance(), restore, environment(station, station.target()), log);
        return Stages.two(out, in);
    }

    static Map<String, String> environment(Station station, PostgresServer server) {
        return Map.of(
                "PGHOST",
                PostgresServer.HOST,
                "PGPORT",
                String.valueOf(server.port()),
                "PGUSER",
                PostgresServer.USER,
                "PGPASSWORD",
                station.password());
    }
}
