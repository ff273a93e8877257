package dev.landfall.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.local.command.view.Display;
import dev.landfall.local.output.ExitKind;
import dev.landfall.model.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;

/** A command that starts a run and stays until its end. Exit code 0 only where the execution SUCCEEDED. */
abstract class RunCommand implements Callable<Integer> {

    @Mixin
    private WorldMixin world = new WorldMixin();

    @Mixin
    private OpenedWorldMixin opened = new OpenedWorldMixin();

    @Mixin
    private RunMixin options = new RunMixin();

    @Mixin
    private AwsMixin aws = new AwsMixin();

    @Mixin
    private JsonMixin json = new JsonMixin();

    abstract RunPlan plan();

    /** Whether approvers and operator are played. */
    boolean answersGates() {
        return false;
    }

    /** Who asks for it, in AWS. */
    Optional<String> requestedBy() {
        return Optional.empty();
    }

    /** {@code USAGE} for an option of the command's own that has no meaning where it runs. */
    void check(boolean inAws) {}

    final RunMixin options() {
        return options;
    }

    final boolean isInAws() {
        return aws.isOn();
    }

    final boolean json() {
        return json.isAsked();
    }

    @Override
    public Integer call() {
        aws.check(ofTheLocalWorld());
        check(aws.isOn());
        var strict = options.strict();
        try (var display = Displays.open(json())) {
            var out = options.out().map(OutFolder::new);
            if (aws.isOn()) {
                return inAws(display, out);
            }
            LogFile.openIn(world.home());
            var result = new RunSession(plan(), answersGates(), display)
                    .run(opened.options(world, options.scale(), strict), out);
            return RunOutput.print(result, json(), display);
        }
    }

    /** Options that were given and are of the local world alone. */
    final List<String> ofTheLocalWorld() {
        return Stream.of(
                        Map.entry("--home", world.isHomeGiven()),
                        Map.entry("--port or --deny", opened.isGiven()),
                        Map.entry("--scale", options.isScaleAsked()),
                        Map.entry("--strict-aws", options.isStrictAsked()))
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private int inAws(Display display, Optional<OutFolder> out) {
        var plan = plan().requestedBy(requestedBy());
        out.ifPresent(OutFolder::prepare);
        var session = new AwsSession(aws.deployment(world.configuration()), display);
        var runId = aws.name().orElseGet(() -> plan.runId(Instant.now()));
        var arn = session.start(plan.machine(), runId, plan.input());
        if (aws.follows()) {
            return RunOutput.print(session.follow(plan.command(), runId, out), json(), display);
        }
        if (json()) {
            print(Map.of("command", plan.command(), "runId", runId, "executionArn", arn, "status", "RUNNING"));
        }
        return ExitKind.DONE.code();
    }

    /** A command's one object. */
    static void print(Object object) {
        try {
            System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result cannot be written as JSON", e);
        }
    }
}
