package dev.landfall.local.command;

import dev.landfall.local.command.view.Display;
import dev.landfall.local.command.view.LineDisplay;
import dev.landfall.local.command.view.TerminalDisplay;
import java.io.PrintStream;

/** How a run is shown: redrawn in place on a terminal, a line for each thing that happens elsewhere. */
final class Displays {

    private Displays() {}

    /** @param json whether standard output is kept for the one JSON object */
    static Display open(boolean json) {
        PrintStream out = json ? System.err : System.out;
        return !json && Boolean.getBoolean("landfall.terminal")
                ? new TerminalDisplay(out, Integer.getInteger("landfall.columns", 100))
                : new LineDisplay(out);
    }
}
