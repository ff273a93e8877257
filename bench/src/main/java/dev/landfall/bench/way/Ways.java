package dev.landfall.bench.way;

import java.nio.file.Path;
import java.util.List;

/** All ways, the guide's first: the others are measured against it. */
public final class Ways {

    public static final String GUIDE = "guide";

    /** What the page shows beside the guide's. */
    public static final List<String> USUAL = List.of("directory", "pgcopydb-best", "landfall-move", "landfall");

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
                new Move("landfall-move", "landfall move: server to server"),
                new Mover("landfall", "landfall's dump beside its restore, zstd objects", mover, List.of()),
                new Mover("landfall-lz4", "the same, lz4 objects", mover, List.of("--compression", "lz4")),
                new Mover("landfall-none", "the same, plain objects", mover, List.of("--compression", "none")));
    }
}
