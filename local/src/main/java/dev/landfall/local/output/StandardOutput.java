package dev.landfall.local.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Standard output with {@code --json}: exactly one JSON object, whatever happens. What a command prints is held back to
 * its end; an object goes out as it is, anything else goes to standard error and an object takes its place.
 */
public final class StandardOutput {

    private static final String OPTION = "--json";
    private static final int ENDS_WITHIN_SECONDS = 25;

    /** Whether a command that is interrupted comes to its own end, which is then waited for. */
    private static final AtomicBoolean ENDS_ITSELF = new AtomicBoolean();

    private static volatile Optional<StandardOutput> current = Optional.empty();

    private final PrintStream out;
    private final PrintStream err;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Optional<Problem> last = Optional.empty();

    private StandardOutput(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs a command; {@code arguments} say whether an object is asked for. Returns the command's exit code. */
    public static int of(String[] arguments, IntSupplier command) {
        if (!isAsked(arguments)) {
            return command.getAsInt();
        }
        var output = new StandardOutput(System.out, System.err);
        var hook = new Thread(output::interrupted, "json-object");
        Runtime.getRuntime().addShutdownHook(hook);
        current = Optional.of(output);
        System.setOut(new PrintStream(output.held, true, StandardCharsets.UTF_8));
        try {
            var code = command.getAsInt();
            output.end(code == ExitKind.DONE.code(), Optional.empty());
            return code;
        } finally {
            System.setOut(output.out);
            current = Optional.empty();
            ENDS_ITSELF.set(false);
            output.done.countDown();
            remove(hook);
        }
    }

    static boolean isAsked(String[] arguments) {
        return Arrays.asList(arguments).contains(OPTION);
    }

    /** What the object tells where the command prints none. */
    public static void remember(Problem problem) {
        current.ifPresent(output -> output.last = Optional.of(problem));
    }

    /** For a command that answers by itself when it is interrupted, within some seconds. */
    public static void endsItself() {
        ENDS_ITSELF.set(true);
    }

    /** Where a process is about to end without another word. */
    public static void endNow() {
        current.ifPresent(output -> output.end(false, Optional.of(stopped())));
    }

    private void interrupted() {
        try {
            if (ENDS_ITSELF.get() && done.await(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(false, Optional.of(stopped()));
    }

    private static Problem stopped() {
        return Problem.operator(
                "INTERRUPTED",
                "The command was stopped before it had an answer.",
                "./landfall status says what is true now.");
    }

    private void end(boolean good, Optional<Problem> why) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        var text = held.toString(StandardCharsets.UTF_8);
        out.println(isObject(text) ? text.strip() : instead(text, good, why.or(() -> last)));
        out.flush();
    }

    private String instead(String text, boolean good, Optional<Problem> problem) {
        if (!good) {
            err.print(text);
            err.flush();
        }
        var object = new LinkedHashMap<String, Object>();
        if (good) {
            object.put("text", text.lines().toList());
        } else {
            object.put(
                    "problem",
                    problem.orElseGet(() -> Problem.bug("NO_ANSWER", "The command ended without an answer.")));
        }
        try {
            return Json.MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and a problem can be written as JSON", e);
        }
    }

    private static boolean isObject(String text) {
        try {
            JsonNode read = Json.MAPPER
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
            return read != null && read.isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook found its end made.
            return;
        }
    }
}
