package dev.landfall.model.failure;

import dev.landfall.model.OneLine;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What went wrong, in a form that a person can act on and a report can show.
 *
 * @param code stable name in upper snake case, such as {@code SOURCE_UNREACHABLE}
 * @param seen one sentence, ended by a full stop, of what was seen; never holds a secret
 * @param remedy one sentence, ended by a full stop, of what to do
 */
public record Problem(String code, Category category, String seen, String remedy) {

    private static final Pattern TEXT =
            Pattern.compile("([A-Z][A-Z0-9_]*) \\[(RETRY|WAIT|OPERATOR|BUG)]: (.*) Remedy: (.*)", Pattern.DOTALL);

    /** Texts of others stand in it, such as a server's words or a person's: nothing of them steers a terminal. */
    public Problem {
        seen = OneLine.ofEach(seen);
        remedy = OneLine.ofEach(remedy);
    }

    public static Problem retry(String code, String seen, String remedy) {
        return new Problem(code, Category.RETRY, seen, remedy);
    }

    /** What may last for minutes: the definitions give a wait more time than a hiccup. */
    public static Problem waiting(String code, String seen, String remedy) {
        return new Problem(code, Category.WAIT, seen, remedy);
    }

    public static Problem operator(String code, String seen, String remedy) {
        return new Problem(code, Category.OPERATOR, seen, remedy);
    }

    public static Problem bug(String code, String seen) {
        return new Problem(code, Category.BUG, seen, "Report this with the log file of the run.");
    }

    /** The one-line form that travels through exception messages and the cause of a failed state. */
    public String text() {
        return code + " [" + category + "]: " + seen + " Remedy: " + remedy;
    }

    /** Reads what {@link #text()} wrote; empty for any other text. */
    public static Optional<Problem> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Problem(matcher.group(1), Category.valueOf(matcher.group(2)), matcher.group(3), matcher.group(4)));
    }

    /** The exception whose class tells Step Functions whether a retry makes sense. */
    public LandfallException asException() {
        return asException(null);
    }

    public LandfallException asException(@org.jspecify.annotations.Nullable Throwable cause) {
        return switch (category) {
            case RETRY -> new RetryableException(this, cause);
            case WAIT -> new StillWaitingException(this, cause);
            case OPERATOR -> new OperatorException(this, cause);
            case BUG -> new BugException(this, cause);
        };
    }
}
