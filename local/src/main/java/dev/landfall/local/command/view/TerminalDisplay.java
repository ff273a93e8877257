package dev.landfall.local.command.view;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** States that were left stay on the screen; below them, redrawn in place, what goes on now. */
public final class TerminalDisplay implements Display {

    private static final int NARROW = 40;

    private final PrintStream out;
    private final int columns;
    private final Set<Integer> left = new HashSet<>();
    private int drawn;

    /** {@code columns} is the terminal's width; longer lines are cut, because a wrapped line cannot be redrawn. */
    public TerminalDisplay(PrintStream out, int columns) {
        this.out = out;
        this.columns = Math.max(NARROW, columns);
    }

    @Override
    public synchronized void say(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    @Override
    public synchronized void show(RunView view) {
        erase();
        for (int index = 0; index < view.states().size(); index++) {
            var state = view.states().get(index);
            if (!state.outcome().equals("RUNNING")
                    && left.add(index)
                    && !state.name().startsWith("Choose")) {
                out.println(cut((state.outcome().equals("FAILED") ? "x " : "+ ") + ViewText.left(state)));
            }
        }
        draw(ViewText.now(view));
    }

    @Override
    public synchronized void close() {
        erase();
        out.flush();
    }

    private void draw(List<String> lines) {
        lines.forEach(line -> out.println(cut("> " + line)));
        drawn = lines.size();
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            out.printf("\u001b[%dA\u001b[J", drawn);
            drawn = 0;
        }
    }

    private String cut(String line) {
        return line.length() < columns ? line : line.substring(0, columns - 2) + "…";
    }
}
