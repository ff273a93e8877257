package dev.landfall.local.move;

import dev.landfall.mover.delta.Delta;
import dev.landfall.mover.delta.DeltaRequest;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.RestoreRequest;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code landfall delta}: what another {@code move --warm} would carry. Exit code 0 counted, 1 failed, 2 not understood. */
@Command(
        name = "delta",
        mixinStandardHelpOptions = true,
        description = "Counts, table by table, what changed on the source since 'move --warm' last carried it to the"
                + " target. Changes nothing.")
public final class DeltaCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private final Servers servers = new Servers();

    @Option(names = "--jobs", defaultValue = "2", paramLabel = "N", description = "Sessions on each side.")
    private int jobs;

    @Option(names = "--json", description = "Prints exactly one JSON object.")
    private boolean json;

    public DeltaCommand() {
        this(System.getenv(), System.out, System.err);
    }

    public DeltaCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
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
                count(answer, stop);
                return Answer.OK;
            });
        }
    }

    private void count(Answer answer, StopSignal stop) {
        Servers.atLeastOne("--jobs", jobs);
        var application = Server.APPLICATION + " delta";
        var request = new DeltaRequest(
                servers.source(environment, application),
                servers.target(environment, application),
                jobs,
                LockLimit.USUAL,
                RestoreRequest.USUAL_STALL_LIMIT);
        try (var watch = Watch.on(err, json, 1)) {
            var report = new Delta(request, stop).measure(watch.restore());
            watch.close();
            answer.object(report);
            DeltaLines.of(report, "would be carried").forEach(answer::line);
        }
    }
}
