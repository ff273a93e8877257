package dev.landfall.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.Machines.Started;
import dev.landfall.local.world.KeptRuns;
import dev.landfall.local.world.execution.ExecutionRecord;
import dev.landfall.local.world.execution.ExecutionRecords;
import dev.landfall.model.RunName;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: whether a run's objects are as it left them; reads only. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Compares the objects of a run with what its execution answered. Reads only.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all objects are as the run left them",
            "1:some are not: a line for each",
            "2:the command line was not understood",
            "3:nothing proves them: the run did not pass, is still at work, or is no longer remembered",
            "4:another command has the world open"
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int SEARCHED = 50;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Default: the newest run that passed.")
    private Optional<String> run = Optional.empty();

    @Mixin
    private WorldMixin world = new WorldMixin();

    @Mixin
    private JsonMixin json = new JsonMixin();

    @Option(names = "--aws", description = "Of the deployed Landfall.")
    private boolean aws;

    @Mixin
    private DeploymentMixin deployment = new DeploymentMixin();

    @Override
    public Integer call() throws JsonProcessingException {
        run.ifPresent(RunName::check);
        OtherPlace.refuse("--home", aws && world.isHomeGiven());
        OtherPlace.needsAws("--deployment", !aws && deployment.isGiven());
        return aws ? inAws() : inWorld();
    }

    private int inAws() throws JsonProcessingException {
        var deployed = deployment.ofThisAccount(world.configuration());
        var execution = run.isPresent()
                ? deployed.machines().find(run.get())
                : deployed.machines().newest(SEARCHED).stream()
                        .filter(each -> each.status().equals("SUCCEEDED"))
                        .findFirst();
        var verification = new Verification(
                run.or(() -> execution.map(Started::name)),
                execution.map(Started::status),
                execution.map(Started::arn).flatMap(deployed.executions()::output));
        return verification.print(System.out, deployed.store(), json.isAsked());
    }

    private int inWorld() throws JsonProcessingException {
        var home = world.home();
        var records = new ExecutionRecords(home.executions(), Clock.systemUTC()).all();
        var execution = records.reversed().stream()
                .filter(record ->
                        run.map(record.name()::equals).orElse(record.status().equals("SUCCEEDED")))
                .findFirst();
        var verification = new Verification(
                run.or(() -> execution.map(ExecutionRecord::name)),
                execution.map(ExecutionRecord::status),
                execution.flatMap(ExecutionRecord::output));
        if (!verification.isPossible()) {
            return verification.printWhyNot(System.out, json.isAsked());
        }
        try (var kept = KeptRuns.of(home)) {
            return verification.print(System.out, kept.store(), json.isAsked());
        }
    }
}
