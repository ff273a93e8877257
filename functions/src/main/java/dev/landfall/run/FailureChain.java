package dev.landfall.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cause as the definitions write it: {@code <cause> Then <state> failed: <cause> Then …}, each as Step Functions told it.
 *
 * @param first why the run failed
 * @param later what failed after it, each with its state; empty where nothing did
 */
record FailureChain(String first, String later) {

    private static final Pattern THEN = Pattern.compile(" Then (\\w+) failed: ");

    static FailureChain of(String cause) {
        var split = split(cause);
        if (split.isEmpty()) {
            return new FailureChain(words(cause), "");
        }
        var then = split.get();
        var later = new StringBuilder();
        int from = then.end();
        var state = then.group(1);
        while (true) {
            int end = next(cause, from).map(Matcher::start).orElse(cause.length());
            later.append(" Then ").append(state).append(" failed: ").append(words(cause.substring(from, end)));
            var following = next(cause, from);
            if (following.isEmpty()) {
                return new FailureChain(words(cause.substring(0, then.start())), later.toString());
            }
            from = following.get().end();
            state = following.get().group(1);
        }
    }

    /** Where the first cause ends; one that was read before may hold such words itself, and is left whole. */
    private static Optional<Matcher> split(String cause) {
        var first = next(cause, 0);
        for (var then = first; then.isPresent(); then = next(cause, then.get().end())) {
            var before = words(cause.substring(0, then.get().start()));
            if (before.isBlank() || Problem.parse(before).isPresent()) {
                return then;
            }
        }
        return Problem.parse(cause).isPresent() ? Optional.empty() : first;
    }

    /** The next joint that stands in no function's own message. */
    private static Optional<Matcher> next(String cause, int from) {
        var then = THEN.matcher(cause);
        return then.find(message(cause, from).map(Message::end).orElse(from)) ? Optional.of(then) : Optional.empty();
    }

    private static String words(String cause) {
        return message(cause, 0)
                .map(message -> message.text() + cause.substring(message.end()))
                .orElse(cause);
    }

    private record Message(String text, int end) {}

    /** Lambda's {@code {"errorMessage"}} that begins there. */
    private static Optional<Message> message(String cause, int from) {
        if (!cause.startsWith("{", from)) {
            return Optional.empty();
        }
        var rest = cause.substring(from);
        try (var parser = Json.MAPPER.createParser(rest)) {
            JsonNode tree = parser.readValueAsTree();
            int end = from + Math.toIntExact(parser.currentLocation().getCharOffset());
            return Optional.ofNullable(tree.get("errorMessage"))
                    .filter(JsonNode::isTextual)
                    .map(text -> new Message(text.asText(), end));
        } catch (IOException e) {
            // Words that happen to begin with a brace; they are shown as they are.
            return Optional.empty();
        }
    }
}
