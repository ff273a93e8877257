package dev.landfall.local.move;

import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.table.UnvalidatedConstraints;
import dev.landfall.mover.validate.Validate;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code landfall validate}: after a move with {@code --constraints after}. Exit code 0 proven, 1 failed, 2 not understood. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Proves the foreign keys that a move with --constraints after left unproven, while others work on the"
                        + " target. Those that the source has not validated either are left alone.")
public final class ValidateCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private final Servers servers = new Servers();

    @Option(names = "--jobs", defaultValue = "2", paramLabel = "N", description = "Keys at the same time.")
    private int jobs;

    @Option(names = "--json", description = "Prints exactly one JSON object.")
    private boolean json;

    public ValidateCommand() {
        this(System.getenv(), System.out, System.err);
    }

    public ValidateCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        var answer = new Answer(json, out, err);
        return answer.run(() -> {
            Servers.atLeastOne("--jobs", jobs);
            var application = Server.APPLICATION + " validate";
            var stop = new StopSignal();
            var left = notValid(servers.source(environment, application), stop);
            var target = servers.target(environment, application);
            var result =
                    new Validate(target, left, ConnectionBudget.jobs(target, jobs, stop), LockLimit.USUAL, stop).run();
            answer.object(result);
            answer.line("Validated " + result.validated().size() + " foreign keys in " + result.seconds() + " s.");
            result.validated().forEach(key -> answer.line("  " + key));
            return Answer.OK;
        });
    }

    private static List<String> notValid(Server source, StopSignal stop) {
        try (var session = source.open(stop)) {
            try {
                return UnvalidatedConstraints.read(session);
            } catch (SQLException e) {
                throw session.failure("looking for constraints that are not validated", e);
            }
        }
    }
}
