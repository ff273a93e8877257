package dev.landfall.local.move;

import dev.landfall.model.RunName;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.mover.cli.ReplaceOptions;
import dev.landfall.mover.delta.Baseline;
import dev.landfall.mover.delta.DeltaRequest;
import dev.landfall.mover.delta.StandingCopy;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.move.Transfer;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.MaintenanceDatabase;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.stream.RowStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code landfall move}: dumps and restores at the same time. Exit code 0 moved, 1 failed, 2 not understood. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = "Copies a database from one PostgreSQL server to another; replaces the target's.")
public final class MoveCommand implements Callable<Integer> {

    private static final int MEBIBYTE = 1 << 20;
    private static final int SHOWN_TABLES = 10;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private final Servers servers = new Servers();

    @Option(names = "--jobs", defaultValue = "2", paramLabel = "N", description = "Sessions on each side.")
    private int jobs;

    @Option(
            names = "--via",
            paramLabel = "DIR|s3://…",
            description =
                    "Lays the rows there on their way, and keeps them: a run can then be continued. Otherwise they"
                            + " pass from server to server, and nothing of them is on disk.")
    private Optional<String> via = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Continues a run whose objects are still in --via, after a failure.")
    private Optional<String> run = Optional.empty();

    @Option(
            names = "--compression",
            paramLabel = "zstd|lz4|none",
            description = "Of what lies in --via; zstd by default.")
    private Optional<Compression> compression = Optional.empty();

    @Option(
            names = "--constraints",
            defaultValue = "now",
            paramLabel = "now|after",
            description = "Proves foreign keys as it adds them, or leaves that to landfall validate.")
    private ConstraintCheck constraints = ConstraintCheck.NOW;

    @Option(
            names = "--gained-rights",
            defaultValue = "refuse",
            paramLabel = "refuse|accept",
            description = "Of code that would run with more rights than its owner has on the source.")
    private GainedRights gainedRights = GainedRights.REFUSE;

    @Option(
            names = "--method",
            defaultValue = "copy",
            paramLabel = "copy|pg_dump",
            description = "Parallel copy, or one plain pg_dump and pg_restore.")
    private MoveMethod method = MoveMethod.COPY;

    @Option(
            names = "--snapshot-limit",
            defaultValue = "PT6H",
            paramLabel = "DURATION",
            description = "How long the source's snapshot may be held.")
    private Duration snapshotLimit = DumpRequest.Limits.USUAL.snapshot();

    @Option(
            names = "--stall-limit",
            defaultValue = "PT10M",
            paramLabel = "DURATION",
            description = "How long nothing may move before the move fails.")
    private Duration stallLimit = RestoreRequest.USUAL_STALL_LIMIT;

    @Option(
            names = "--warm",
            description = "Keeps the copy: the first time everything is copied, from then on only what changed since.")
    private boolean warm;

    @Option(
            names = "--last",
            description =
                    "With --warm, once nobody writes on the source: passes until one finds nothing, then sequences,"
                            + " large objects and materialized views. The copy is one of its own afterwards.")
    private boolean last;

    @Option(names = "--segment-mib", defaultValue = "8", paramLabel = "N", hidden = true)
    private int segmentMebibytes;

    @Mixin
    private final ReplaceOptions replacing = new ReplaceOptions();

    @Option(names = "--json", description = "Prints exactly one JSON object.")
    private boolean json;

    public MoveCommand() {
        this(System.getenv(), System.out, System.err);
    }

    public MoveCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        var answer = new Answer(json, out, err);
        var stop = new StopSignal();
        try (var interruption = Interruption.of(stop)) {
            return answer.run(() -> {
                move(answer, stop);
                return Answer.OK;
            });
        }
    }

    private void move(Answer answer, StopSignal stop) {
        Servers.atLeastOne("--jobs", jobs);
        Servers.atLeastOne("--segment-mib", segmentMebibytes);
        if (run.isPresent() && via.isEmpty()) {
            throw Problem.operator(
                            "USAGE",
                            "--run is of use with --via only: without it nothing is left of a run.",
                            "Give both, or neither.")
                    .asException();
        }
        refuseCold();
        var streamed = via.isEmpty() && method == MoveMethod.COPY;
        if (streamed && compression.isPresent()) {
            throw Problem.operator(
                            "USAGE",
                            "--compression is of use with --via only: without it no rows are stored.",
                            "Give both, or neither.")
                    .asException();
        }
        var id = run.map(RunName::check)
                .orElseGet(() -> "move-"
                        + Instant.now().toString().replaceAll("\\.\\d+", "").replaceAll("[:-]", ""));
        var application = Server.APPLICATION + " move " + id;
        var source = servers.source(environment, application);
        var target = servers.target(environment, application);
        var stream = streamed ? Optional.of(new RowStream(stop)) : Optional.<RowStream>empty();
        MaintenanceDatabase.refuse(target, stop);
        if (warm && StandingCopy.isBegun(target, stop)) {
            try (var watch = Watch.on(err, json, 1)) {
                new WarmPasses(new DeltaRequest(source, target, jobs, LockLimit.USUAL, stallLimit), stop)
                        .run(last, answer, watch.restore());
            }
            return;
        }
        if (last) {
            throw WarmPasses.notBegun().asException();
        }
        var baseline = warm ? Optional.of(Baseline.take(source, stop)) : Optional.<Baseline>empty();
        var programs = PostgresPrograms.find(environment);
        var started = System.nanoTime();
        var times = new TableTimes();
        try (var place = Via.open(via);
                var watch = Watch.on(err, json, 1)) {
            var major = TargetGuard.major(target, stop);
            var dump = new Dump(
                    new DumpRequest(
                            id,
                            source.url().database(),
                            source,
                            jobs,
                            Math.multiplyExact(segmentMebibytes, MEBIBYTE),
                            compression.orElse(Compression.ZSTD),
                            Optional.of(major),
                            method,
                            new DumpRequest.Limits(snapshotLimit, stallLimit)),
                    place.store(),
                    programs,
                    stop,
                    stream);
            var restore = new Restore(
                    new RestoreRequest(
                            id,
                            source.url().database(),
                            target,
                            jobs,
                            Duration.ofMinutes(30),
                            stallLimit,
                            constraints,
                            replacing.permission(),
                            gainedRights),
                    place.store(),
                    programs,
                    stop,
                    stream);
            var done =
                    new Transfer(dump, restore, stop).run(watch.dump(), new Together(List.of(times, watch.restore())));
            baseline.ifPresent(mark -> StandingCopy.begin(target, mark, stop));
            watch.close();
            report(
                    answer,
                    new MoveResult(
                            source.url().display(),
                            target.url().display(),
                            id,
                            done.restored().tables(),
                            done.restored().rows(),
                            done.restored().bytes(),
                            done.dumped().seconds(),
                            done.restored().seconds(),
                            Math.round((System.nanoTime() - started) / 1e6) / 1e3,
                            times.slowest(SHOWN_TABLES)));
        }
    }

    /** What a run read before its mark was taken would be missed. */
    private void refuseCold() {
        if (warm ? run.isPresent() : last) {
            throw Problem.operator(
                            "USAGE",
                            "--last is of use with --warm only, and --warm cannot continue a run.",
                            "Leave one of them out.")
                    .asException();
        }
    }

    private static void report(Answer answer, MoveResult result) {
        answer.object(result);
        answer.line(String.format(
                Locale.ROOT,
                "Moved %s to %s: %d tables, %,d rows, %.1f MB in %.1f s.",
                result.source(),
                result.target(),
                result.tables(),
                result.rows(),
                result.bytes() / 1e6,
                result.seconds()));
        if (!result.slowestTables().isEmpty()) {
            answer.line("Slowest tables, by the time of the sessions that loaded them:");
            answer.line(String.format(Locale.ROOT, "  %-40s %14s %12s %9s", "table", "rows", "MB", "s"));
        }
        for (var table : result.slowestTables()) {
            answer.line(String.format(
                    Locale.ROOT,
                    "  %-40s %,14d %,12.1f %9.1f",
                    OneLine.of(table.table()),
                    table.rows(),
                    table.bytes() / 1e6,
                    table.seconds()));
        }
    }
}
