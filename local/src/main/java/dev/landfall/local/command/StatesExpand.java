package dev.landfall.local.command;

import dev.landfall.local.output.ExitKind;
import dev.landfall.local.output.ProblemLine;
import dev.landfall.model.definition.DefinitionFile;
import dev.landfall.model.failure.LandfallException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code states expand}: the JSON that AWS runs, of a definition in YAML. Exit code 0, or 2 where the file is no
 * definition, with one line on standard error.
 */
@Command(
        name = "expand",
        description = "Prints a YAML definition as the JSON that AWS runs.",
        mixinStandardHelpOptions = true)
final class StatesExpand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private JsonMixin json = new JsonMixin();

    @Parameters(paramLabel = "FILE", description = "The definition, such as statemachine/migrate.asl.yaml.")
    private Path definition = Path.of("");

    StatesExpand() {
        this(System.out, System.err);
    }

    StatesExpand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            out.writeBytes(DefinitionFile.json(definition));
            out.flush();
            return 0;
        } catch (LandfallException refused) {
            ProblemLine.print(err, refused.problem());
            return ExitKind.USAGE.code();
        }
    }
}
