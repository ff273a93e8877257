package dev.landfall.mover.cli;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunName;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.ComparisonResult;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.model.transfer.DivergenceResult;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.mover.compare.Compare;
import dev.landfall.mover.compare.CompareRequest;
import dev.landfall.mover.diverge.Diverge;
import dev.landfall.mover.diverge.DivergeRequest;
import dev.landfall.mover.diverge.SourceWritten;
import dev.landfall.mover.diverge.WrittenRequest;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.PasswordReference;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.probe.PodProbe;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.reach.ReachProof;
import dev.landfall.mover.reach.ReachRequest;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.storage.StorageCopy;
import dev.landfall.mover.store.DumpObjects;
import dev.landfall.mover.store.StoreLocation;
import dev.landfall.mover.validate.Validate;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mover dump|restore|compare|validate|reach|diverge|written|probe|copy-storage}. */
@Command(
        name = "mover",
        mixinStandardHelpOptions = true,
        description = "Carries a database, or stored objects, of one run.",
        synopsisSubcommandLabel = "COMMAND")
public final class MoverCommand implements Runnable {

    private static final int MEBIBYTE = 1 << 20;

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;

    private MoverCommand(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** The exit code: 0 done, 1 failed, 2 not understood. */
    public static int execute(
            Map<String, String> environment, PrintWriter out, PrintWriter err, List<String> arguments) {
        return new CommandLine(new MoverCommand(environment, out, err))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments.toArray(String[]::new));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                new CommandLine(this),
                "Which command? One of dump, restore, compare, validate, reach, diverge, written, probe, copy-storage.");
    }

    @Command(name = "dump", description = "Reads a database, as one snapshot shows it, into the run's store.")
    int dump(
            @Mixin RunOptions options,
            @Option(names = "--database", required = true, paramLabel = "NAME") String database,
            @Option(names = "--source", required = true, paramLabel = "URL") String source,
            @Option(names = "--password-from", required = true, paramLabel = "REF") String passwordFrom,
            @Option(names = "--jobs", defaultValue = "2", paramLabel = "N") int jobs,
            @Option(names = "--segment-mib", defaultValue = "8", paramLabel = "N") int segmentMebibytes,
            @Option(names = "--compression", defaultValue = "zstd", paramLabel = "zstd|lz4|none")
                    Compression compression,
            @Option(names = "--client-major", paramLabel = "N") Optional<Integer> clientMajor,
            @Option(names = "--method", defaultValue = "copy", paramLabel = "copy|pg_dump") MoveMethod method,
            @Option(names = "--snapshot-limit", defaultValue = "PT6H", paramLabel = "DURATION") Duration snapshotLimit,
            @Option(names = "--stall-limit", defaultValue = "PT10M", paramLabel = "DURATION") Duration stallLimit) {
        return command().run(stop -> {
            atLeastOne("--jobs", jobs);
            atLeastOne("--segment-mib", segmentMebibytes);
            var request = new DumpRequest(
                    options.run,
                    database,
                    server(Side.SOURCE, "dump", options, source, passwordFrom),
                    jobs,
                    Math.multiplyExact(segmentMebibytes, MEBIBYTE),
                    compression,
                    clientMajor,
                    method,
                    new DumpRequest.Limits(snapshotLimit, stallLimit));
            try (var store = options.open(database, environment)) {
                return new Dump(request, store, PostgresPrograms.find(environment), stop).run(new ProgressLines(err));
            }
        });
    }

    @Command(name = "restore", description = "Replaces a database by the run's dump, while that may still run.")
    int restore(
            @Mixin RunOptions options,
            @Option(names = "--database", required = true, paramLabel = "NAME") String database,
            @Option(names = "--target", required = true, paramLabel = "URL") String target,
            @Option(names = "--password-from", required = true, paramLabel = "REF") String passwordFrom,
            @Option(names = "--jobs", defaultValue = "2", paramLabel = "N") int jobs,
            @Option(names = "--wait-limit", defaultValue = "PT30M", paramLabel = "DURATION") Duration waitLimit,
            @Option(names = "--stall-limit", defaultValue = "PT10M", paramLabel = "DURATION") Duration stallLimit,
            @Option(names = "--constraints", defaultValue = "now", paramLabel = "now|after")
                    ConstraintCheck constraints,
            @Option(names = "--gained-rights", defaultValue = "refuse", paramLabel = "refuse|accept")
                    GainedRights gainedRights,
            @Mixin ReplaceOptions replacing) {
        return command().run(stop -> {
            atLeastOne("--jobs", jobs);
            var request = new RestoreRequest(
                    options.run,
                    database,
                    server(Side.TARGET, "restore", options, target, passwordFrom),
                    jobs,
                    waitLimit,
                    stallLimit,
                    constraints,
                    replacing.permission(),
                    gainedRights);
            try (var store = options.open(database, environment)) {
                return new Restore(request, store, PostgresPrograms.find(environment), stop)
                        .run(new ProgressLines(err));
            }
        });
    }

    @Command(name = "compare", description = "Compares a database with what the dump's snapshot held.")
    int compare(
            @Mixin RunOptions options,
            @Option(names = "--database", required = true, paramLabel = "NAME") String database,
            @Option(names = "--target", required = true, paramLabel = "URL") String target,
            @Option(names = "--password-from", required = true, paramLabel = "REF") String passwordFrom,
            @Option(names = "--level", defaultValue = "content", paramLabel = "rows|content") CompareLevel level,
            @Option(names = "--constraints", defaultValue = "now", paramLabel = "now|after")
                    ConstraintCheck constraints,
            @Option(names = "--gained-rights", defaultValue = "refuse", paramLabel = "refuse|accept")
                    GainedRights gainedRights,
            @Option(names = "--jobs", defaultValue = "2", paramLabel = "N") int jobs,
            @Option(
                            names = "--manifest-digest",
                            paramLabel = "SHA256",
                            description = "Of manifest.json, as the dump answered it; refuses another.")
                    Optional<String> manifestDigest,
            @Option(names = "--stall-limit", defaultValue = "PT10M", paramLabel = "DURATION") Duration stallLimit) {
        return command().run(stop -> {
            atLeastOne("--jobs", jobs);
            var server = server(Side.TARGET, "compare", options, target, passwordFrom);
            var request = new CompareRequest(
                    options.run,
                    database,
                    server,
                    level,
                    ConnectionBudget.jobs(server, jobs, stop),
                    constraints,
                    gainedRights,
                    manifestDigest,
                    stallLimit);
            try (var store = options.open(database, environment)) {
                var compare = new Compare(request, store, PostgresPrograms.find(environment), stop);
                var comparison = compare.run(new ProgressLines(err));
                if (!comparison.matches()) {
                    throw Compare.differs(comparison).asException();
                }
                return ComparisonResult.of(comparison, compare.digest());
            }
        });
    }

    @Command(name = "validate", description = "Proves the foreign keys that a restore added without proof.")
    int validate(
            @Mixin RunOptions options,
            @Option(names = "--database", required = true, paramLabel = "NAME") String database,
            @Option(names = "--target", required = true, paramLabel = "URL") String target,
            @Option(names = "--password-from", required = true, paramLabel = "REF") String passwordFrom,
            @Option(names = "--jobs", defaultValue = "2", paramLabel = "N") int jobs,
            @Option(names = "--stall-limit", defaultValue = "PT10M", paramLabel = "DURATION") Duration stallLimit) {
        return command().run(stop -> {
            atLeastOne("--jobs", jobs);
            var layout = new RunLayout(options.run).database(database);
            try (var store = options.open(database, environment)) {
                var manifest = new DumpObjects(store, options.run, database)
                        .manifest()
                        .orElseThrow(() -> Compare.manifestMissing(layout).asException())
                        .value();
                var server = server(Side.TARGET, "validate", options, target, passwordFrom);
                return new Validate(
                                server,
                                manifest.unvalidatedConstraints(),
                                ConnectionBudget.jobs(server, jobs, stop),
                                new LockLimit(stallLimit),
                                stop)
                        .run();
            }
        });
    }

    @Command(name = "reach", description = "Proves that this is the database that the source works in; only reads.")
    int reach(
            @Mixin RunOptions options,
            @Option(names = "--database", required = true, paramLabel = "NAME") String database,
            @Option(names = "--target", required = true, paramLabel = "URL") String target,
            @Option(names = "--password-from", required = true, paramLabel = "REF") String passwordFrom,
            @Option(names = "--expect", required = true, paramLabel = "OID@START") String expected) {
        return command().run(stop -> {
            var request = new ReachRequest(
                    options.run,
                    database,
                    server(Side.TARGET, "reach", options, target, passwordFrom),
                    identity(expected));
            try (var store = options.open()) {
                return new ReachProof(request, store, stop, Clock.systemUTC()).run();
            }
        });
    }

    @Command(name = "diverge", description = "Counts what was written on the target since go-live; only reads.")
    int diverge(
            @Mixin RunOptions options,
            @Option(names = "--cutover", required = true, paramLabel = "ID") String cutover,
            @Option(names = "--target", required = true, paramLabel = "NAME=URL") Map<String, String> targets,
            @Option(names = "--password-from", required = true, paramLabel = "NAME=REF") Map<String, String> passwords,
            @Option(names = "--jobs", defaultValue = "2", paramLabel = "N") int jobs,
            @Option(names = "--stall-limit", defaultValue = "PT10M", paramLabel = "DURATION") Duration stallLimit) {
        return command().run(stop -> {
            atLeastOne("--jobs", jobs);
            RunName.check(cutover);
            var servers = new TreeMap<String, Server>();
            targets.forEach((name, url) ->
                    servers.put(name, server(Side.TARGET, "diverge", options, url, password(name, passwords))));
            try (var store = options.open()) {
                return DivergenceResult.of(new Diverge(
                                new DivergeRequest(options.run, cutover, servers, jobs, new LockLimit(stallLimit)),
                                store,
                                stop,
                                Clock.systemUTC())
                        .run());
            }
        });
    }

    @Command(
            name = "written",
            description = "Proves that nothing was written on the source since the dump; only reads.")
    int written(
            @Mixin RunOptions options,
            @Option(names = "--database", required = true, paramLabel = "NAME") String database,
            @Option(names = "--source", required = true, paramLabel = "URL") String source,
            @Option(names = "--password-from", required = true, paramLabel = "REF") String passwordFrom,
            @Option(
                            names = "--manifest-digest",
                            required = true,
                            paramLabel = "SHA256",
                            description = "Of manifest.json, as the dump answered it; refuses another.")
                    String manifestDigest,
            @Option(names = "--jobs", defaultValue = "2", paramLabel = "N") int jobs,
            @Option(names = "--stall-limit", defaultValue = "PT10M", paramLabel = "DURATION") Duration stallLimit) {
        return command().run(stop -> {
            atLeastOne("--jobs", jobs);
            var request = new WrittenRequest(
                    options.run,
                    database,
                    server(Side.SOURCE, "written", options, source, passwordFrom),
                    manifestDigest,
                    jobs,
                    new LockLimit(stallLimit));
            try (var store = options.open(database, environment)) {
                return new SourceWritten(request, store, stop, Clock.systemUTC()).run();
            }
        });
    }

    private static String password(String database, Map<String, String> passwords) {
        return Optional.ofNullable(passwords.get(database))
                .orElseThrow(() -> Problem.operator(
                                "PASSWORD_NOT_NAMED",
                                "No --password-from is given for the database " + database + ".",
                                "Give --password-from " + database + "=REF.")
                        .asException());
    }

    @Command(name = "probe", description = "Tells what can be done from here: a test object, and the client programs.")
    int probe(@Mixin RunOptions options) {
        return command().run(stop -> {
            try (var store = options.open()) {
                return new PodProbe(options.run, store, PostgresPrograms.find(environment), Clock.systemUTC()).look();
            }
        });
    }

    @Command(name = "copy-storage", description = "Copies objects from one bucket to another, only what changed.")
    int copyStorage(
            @Mixin RunOptions options,
            @Option(names = "--from", required = true, paramLabel = "URL") String from,
            @Option(names = "--to", required = true, paramLabel = "URL") String to) {
        return command().run(stop -> {
            var source = bucket("--from", from);
            var target = bucket("--to", to);
            var lines = new ProgressLines(err);
            try (var client = StoreLocation.client();
                    var progress = new ProgressTracker(options.run, source.name(), "copy-storage", List.of(lines))) {
                return new StorageCopy(client, source, target, stop).run(progress);
            }
        });
    }

    private CommandRun command() {
        return new CommandRun(environment, out, err);
    }

    private Server server(Side side, String verb, RunOptions options, String url, String passwordFrom) {
        return new Server(
                side,
                DatabaseUrl.parse(url),
                new PasswordReference(passwordFrom).resolve(environment),
                Server.APPLICATION + " " + verb + " " + options.run,
                "--password-from " + passwordFrom);
    }

    private static DatabaseIdentity identity(String word) {
        return DatabaseIdentity.parse(word)
                .orElseThrow(() -> Problem.operator(
                                "IDENTITY_NOT_UNDERSTOOD",
                                "--expect " + word + " is no database's identity.",
                                "Write OID@START, such as 16384@2026-11-20T12:00:00.123456Z.")
                        .asException());
    }

    private static StoreLocation.Bucket bucket(String option, String text) {
        if (StoreLocation.parse(text) instanceof StoreLocation.Bucket bucket) {
            return bucket;
        }
        throw Problem.operator(
                        "STORE_NOT_UNDERSTOOD", option + " " + text + " is not a bucket.", "Write s3://bucket/prefix.")
                .asException();
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw Problem.operator("OPTION_OUT_OF_RANGE", option + " is " + value + ".", "Give a number from 1.")
                    .asException();
        }
    }
}
