package dev.landfall.local.command;

import dev.landfall.local.command.view.Display;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that starts a run and stays until its end. Exit code 0 only where the execution SUCCEEDED. */
abstract class RunCommand implements Callable<Integer> {

    @Mixin
    private WorldMixin world = new WorldMixin();

    @Mixin
    private RunMixin options = new RunMixin();

    @Mixin
    private AwsMixin aws = new AwsMixin();

    abstract RunPlan plan();

    final RunMixin options() {
        return options;
    }

    @Override
    public Integer call() {
        aws.check(options.yes(), options.isStrictAsked());
        var strict = options.strict();
        try (var display = Displays.open(options.json())) {
            var out = options.out().map(OutFolder::new);
            if (aws.isOn()) {
                return inAws(display, out);
            }
            LogFile.openIn(world.home());
            var result =
                    new RunSession(plan(), options.yes(), display).run(world.options(options.scale(), strict), out);
            return RunOutput.print(result, options.json(), display);
        }
    }

    private int inAws(Display display, Optional<OutFolder> out) {
        var plan = plan().requestedBy(aws.requestedBy());
        out.ifPresent(OutFolder::prepare);
        var session = new AwsSession(aws.deployment(world.configuration()), display);
        var runId = aws.name().orElseGet(() -> plan.runId(Instant.now()));
        session.start(plan.machine(), runId, plan.input());
        return aws.follows() ? RunOutput.print(session.follow(plan.command(), runId, out), options.json(), display) : 0;
    }
}
