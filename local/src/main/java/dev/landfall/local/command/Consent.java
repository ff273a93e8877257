package dev.landfall.local.command;

import dev.landfall.model.failure.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.util.Locale;
import java.util.Set;

/**
 * Asks before something is deleted.
 *
 * @param terminal whether a person sits there
 */
record Consent(boolean terminal, Reader in, PrintStream out) {

    private static final Set<String> YES = Set.of("y", "yes");

    /**
     * Returns where the answer is yes. {@code CONSENT_MISSING} where it is no, and where nobody can be asked.
     *
     * @param yes said already, by an option
     * @param what is done, as in "delete the world in DIR"
     */
    void toAsk(boolean yes, String what) {
        if (!yes && !(terminal && isYes(what))) {
            throw Problem.operator(
                            "CONSENT_MISSING",
                            "This would " + what + ", and nobody said yes. Nothing was touched.",
                            "Add --yes, or answer y on a terminal.")
                    .asException();
        }
    }

    private boolean isYes(String what) {
        out.print("This will " + what + ". Go on? [y/N] ");
        out.flush();
        try {
            var answer = new BufferedReader(in).readLine();
            return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }
}
