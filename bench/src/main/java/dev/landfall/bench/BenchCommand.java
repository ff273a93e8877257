package dev.landfall.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.landfall.bench.cold.ColdStartCommand;
import dev.landfall.bench.way.Way;
import dev.landfall.bench.way.Ways;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFile;
import dev.landfall.model.folder.OwnFolder;
import dev.landfall.mover.postgres.PostgresPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code landfall bench}. Exit code 0 measured, 2 not understood or not possible here. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = ColdStartCommand.class,
        description = "Measures ways of carrying a database, side by side, client and both servers on this machine.")
public final class BenchCommand implements Callable<Integer> {

    private static final int REFUSED = 2;

    @Option(names = "--gib", defaultValue = "1", paramLabel = "F", description = "Size of the database, as rows.")
    private double gib;

    @Option(names = "--giant-gib", paramLabel = "F", description = "Size of the one-table database; else as --gib.")
    private Optional<Double> giantGib = Optional.empty();

    @Option(names = "--runs", defaultValue = "3", paramLabel = "N", description = "Of each way; medians are shown.")
    private int runs;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Ways to measure besides the guide's: directory-gzip, directory, pgcopydb, pgcopydb-split,"
                    + " pgcopydb-best, pgcopydb-binary, landfall-move, landfall, landfall-lz4, landfall-none; else"
                    + " directory, pgcopydb-best, landfall-move and landfall.")
    private List<String> only = Ways.USUAL;

    @Option(names = "--without-guide", hidden = true)
    private boolean withoutGuide;

    @Option(
            names = "--databases",
            split = ",",
            paramLabel = "RETOOL|GIANT|TEXT|SMALL|MANY",
            description = "Which; else all.")
    private List<Databases> databases = List.of(Databases.values());

    @Option(names = "--small", defaultValue = "2000", paramLabel = "N", description = "Tables of SMALL.")
    private int small;

    @Option(names = "--many", defaultValue = "10000", paramLabel = "N", description = "Tables of MANY.")
    private int many;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where servers and dumps lie, and are kept.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the results as JSON.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--docs", paramLabel = "DIR", description = "Where to write performance.md and performance.svg.")
    private Optional<Path> docs = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Measures nothing: writes the page from results that --json wrote.")
    private Optional<Path> from = Optional.empty();

    @Override
    public Integer call() throws IOException, SQLException {
        var foreign = foreignResults();
        if (foreign.isPresent()) {
            System.err.println(foreign.get());
            return REFUSED;
        }
        if (from.isPresent()) {
            report(Json.MAPPER.readValue(from.get().toFile(), Results.class));
            return 0;
        }
        var jar = Path.of(System.getProperty("landfall.mover.jar", "mover/target/mover.jar"));
        var installed = PostgresPrograms.find(System.getenv()).all();
        var refusal = refusal(jar, installed);
        if (refusal.isPresent()) {
            System.err.println(refusal.get());
            return REFUSED;
        }
        OwnFolder own;
        try {
            own = OwnFolder.claim(
                    folder.isPresent() ? folder.get() : Files.createTempDirectory("landfall-bench-"), FolderKind.BENCH);
        } catch (LandfallException e) {
            System.err.println(e.problem().seen() + " " + e.problem().remedy());
            return REFUSED;
        }
        var place = own.path();
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        var programs = complete(installed);
        try (var station = Station.start(place, programs.folder())) {
            // Asked before the first run, which is a load itself.
            var machine = Machine.here(
                    Station.ask(station.source(), "postgres", "SHOW server_version"), String.valueOf(programs.major()));
            var results = measure(station, machine, chosen(Ways.all(programs.folder(), jar)));
            if (json.isPresent()) {
                new OwnFile(json.get(), Results.SIGN)
                        .write(Json.MAPPER
                                .copy()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(results));
            }
            report(results);
        } finally {
            if (folder.isEmpty()) {
                own.delete();
            }
        }
        return 0;
    }

    /** Before the hours of measuring, not after them. */
    private Optional<String> foreignResults() throws IOException {
        try {
            if (json.isPresent()) {
                new OwnFile(json.get(), Results.SIGN).refuseForeign();
            }
            if (docs.isPresent()) {
                Page.refuseForeign(docs.get());
            }
            return Optional.empty();
        } catch (LandfallException e) {
            return Optional.of(e.problem().seen() + " " + e.problem().remedy());
        }
    }

    private Optional<String> refusal(Path jar, List<PostgresPrograms.Installation> installed) {
        if (installed.isEmpty()) {
            return Optional.of(
                    "pg_dump and pg_restore are not installed. Run: " + PostgresPrograms.installCommand() + ".");
        }
        if (!Files.isRegularFile(jar)) {
            return Optional.of(jar + " is not built. Run ./landfall bench.");
        }
        if (runs < 1 || gib <= 0 || giantGib.orElse(gib) <= 0 || small < 1 || many < 1) {
            return Optional.of("--runs, --gib, --giant-gib, --small and --many begin above 0. Give larger numbers.");
        }
        var names = Ways.all(complete(installed).folder(), jar).stream()
                .map(Way::name)
                .toList();
        var unknown = only.stream().filter(name -> !names.contains(name)).toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("--only names " + String.join(", ", unknown) + ", which is no way. Choose from "
                        + String.join(", ", names) + ".");
    }

    /** A folder that has the server's programs too, where there is one. */
    private static PostgresPrograms.Installation complete(List<PostgresPrograms.Installation> installed) {
        return installed.stream()
                .filter(one -> Files.isExecutable(one.folder().resolve("initdb")))
                .findFirst()
                .orElse(installed.getFirst());
    }

    private void report(Results results) {
        System.out.print(new Page(results).tables());
        docs.ifPresent(folder -> new Page(results).write(folder));
    }

    private List<Way> chosen(List<Way> all) {
        return all.stream()
                .filter(way -> way.name().equals(Ways.GUIDE) ? !withoutGuide : only.contains(way.name()))
                .toList();
    }

    private Results measure(Station station, Machine machine, List<Way> ways) throws SQLException {
        var sizes = new ArrayList<Results.Size>();
        var measured = new ArrayList<Measured>();
        Folders.empty(station.scratch());
        var wanted = new Sizes(gib, giantGib.orElse(gib), small, many);
        for (var database : databases) {
            var label = database.label(wanted);
            System.err.println("building the database: " + label);
            database.build(station, wanted);
            sizes.add(new Results.Size(database.database(), label, database.bytes(station)));
            measured.addAll(new Bench(station, ways, runs, System.err).measure(database.database(), label));
        }
        var limits = databases.contains(Databases.RETOOL) ? Limits.measure(station) : List.<Results.Limit>of();
        return new Results(LocalDate.now(ZoneOffset.UTC).toString(), machine, gib, runs, sizes, measured, limits);
    }
}
