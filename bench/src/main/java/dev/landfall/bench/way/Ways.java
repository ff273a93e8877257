package dev.landfall.bench.way;

import java.nio.file.Path;
import java.util.List;

/** All ways, the guide's first: the others are measured against it. */
public final class Ways {

    public static final String GUIDE = "guide";

    private Ways() {}

    /**
     * In the order of the page.
     *
     * @param programs folder of {@code pg_dump} and {@code pg_restore}
     * @param mover its jar
     */
    public static List<Way> all(Path programs, Path mover) {
        var pgcopydb = Pgcopydb.find();
        return List.of(
                new PgDump(GUIDE, "the guide: pg_dump -Fc, then pg_restore", programs, List.of("-Fc"), List.of()),
                new PgDump(
                        "directory-gzip",
                        "pg_dump -Fd -j2, then pg_restore -j2",
                        programs,
                        List.of("-Fd", "-j2"),
                        List.of("-j2")),
                new PgDump(
                        "directory",
                        "pg_dump -Fd -j2 -Z0, then pg_restore -j2",
                        programs,
                        List.of("-Fd", "-j2", "-Z0"),
                        List.of("-j2")),
                new Pgcopydb("pgcopydb", "pgcopydb clone", pgcopydb, List.of(), false),
                new Pgcopydb(
                        "pgcopydb-split",
                        "pgcopydb, tables split at 100 MB",
                        pgcopydb,
                        List.of("--split-tables-larger-than", "100MB"),
                        false),
                new Pgcopydb(
                        "pgcopydb-best",
                        "pgcopydb, split at 100 MB, lz4 TOAST",
                        pgcopydb,
                        List.of("--split-tables-larger-than", "100MB"),
                        true),
                new Pgcopydb(
                        "pgcopydb-binary",
                        "pgcopydb, split, binary, lz4 TOAST",
                        pgcopydb,
                        List.of("--split-tables-larger-than", "100MB", "--use-copy-binary"),
                        true),
                new Mover("landfall", "landfall, zstd objects (default)", mover, List.of()),
                new Mover("landfall-lz4", "landfall, lz4 objects", mover, List.of("--compression", "lz4")),
                new Mover("landfall-none", "landfall, plain objects", mover, List.of("--compression", "none")));
    }
}
