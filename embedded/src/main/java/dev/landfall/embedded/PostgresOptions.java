package dev.landfall.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a server is to run.
 *
 * @param dataFolder where the cluster is; created when it is not there, started again when it is
 * @param cacheFolder where the programs are unpacked once; may be shared by any number of servers
 * @param port on 127.0.0.1; 0 picks a free one
 * @param password of the superuser {@link PostgresServer#USER}
 * @param fsync whether commits reach the disk; off is faster and loses the cluster when the machine dies
 * @param programs of an installed server: the folder that holds its {@code bin}; those of the library where empty
 * @param settings further settings of {@code postgresql.conf}, by name
 */
public record PostgresOptions(
        Path dataFolder,
        Path cacheFolder,
        int port,
        String password,
        boolean fsync,
        Optional<Path> programs,
        Map<String, String> settings) {

    public PostgresOptions {
        dataFolder = dataFolder.toAbsolutePath().normalize();
        cacheFolder = cacheFolder.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
    }

    /** A free port, fsync on, nothing else set. */
    public static PostgresOptions in(Path dataFolder, Path cacheFolder, String password) {
        return new PostgresOptions(dataFolder, cacheFolder, 0, password, true, Optional.empty(), Map.of());
    }

    public PostgresOptions withPort(int newPort) {
        return new PostgresOptions(dataFolder, cacheFolder, newPort, password, fsync, programs, settings);
    }

    public PostgresOptions withoutFsync() {
        return new PostgresOptions(dataFolder, cacheFolder, port, password, false, programs, settings);
    }

    /** With an installed server's programs: builds differ, and the library's have no lz4. */
    public PostgresOptions withPrograms(Path folder) {
        return new PostgresOptions(dataFolder, cacheFolder, port, password, fsync, Optional.of(folder), settings);
    }

    /** With the programs of another version: a jar of {@code io.zonky.test.postgres}, unpacked into the cache. */
    public PostgresOptions withArchive(Path jar) {
        return withPrograms(PostgresBinaries.unpackedFrom(jar, cacheFolder).folder());
    }

    public PostgresOptions withSetting(String name, String value) {
        var more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new PostgresOptions(dataFolder, cacheFolder, port, password, fsync, programs, more);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresOptions[dataFolder=" + dataFolder + ", port=" + port + ", settings=" + settings + "]";
    }
}
