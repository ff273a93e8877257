package dev.landfall.mover;

import dev.landfall.mover.cli.MoverCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The mover as a program. */
public final class Main {

    private Main() {}

    /** Ends the JVM with 0 for done, 1 for failed, 2 for a command line that was not understood. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        var err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        System.exit(MoverCommand.execute(System.getenv(), out, err, List.of(arguments)));
    }
}
