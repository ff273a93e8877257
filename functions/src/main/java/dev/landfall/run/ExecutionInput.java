package dev.landfall.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.MailAddress;
import dev.landfall.model.OneLine;
import dev.landfall.model.RunName;
import dev.landfall.model.failure.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator types when starting an execution. The key {@code Comment} is ignored in each: the console proposes
 * <code>{"Comment": "Insert your JSON here"}</code>, and who leaves that as it is means nothing by it.
 *
 * @param discard a cutover that took itself back, whose users' writes on the target may go
 * @param returns the run that Landfall itself gives the source back for; empty where a person asked
 */
public record ExecutionInput(
        RunMode mode, Optional<String> requestedBy, Optional<String> discard, Optional<String> returns) {

    private static final int LONGEST_SHOWN = 40;
    private static final String RETURNS = "returns";
    private static final String PROPOSED_BY_THE_CONSOLE = "Comment";

    /**
     * Reads {@code {mode?, requestedBy?, discard?, scheduled?}}, of which the last says that the clock started it; the problem {@code INPUT_INVALID} names every mistake.
     */
    public static ExecutionInput ofMigration(JsonNode input) {
        var mistakes = new ArrayList<String>();
        var known = checkKeys(input, Set.of("mode", "requestedBy", "discard", "scheduled"), mistakes);
        var word = known ? text(input, "mode", mistakes).orElse("rehearsal") : "rehearsal";
        var requestedBy = known ? mail(input, mistakes) : Optional.<String>empty();
        var discard = known ? text(input, "discard", mistakes) : Optional.<String>empty();
        if (discard.filter(run -> !RunName.isValid(run)).isPresent()) {
            mistakes.add("discard is not the name of a run");
        }
        if (known && input.has("scheduled") && !input.get("scheduled").isBoolean()) {
            mistakes.add("scheduled is neither true nor false");
        }
        var mode = switch (word) {
            case "rehearsal" -> RunMode.REHEARSAL;
            case "cutover" -> RunMode.CUTOVER;
            case "preflight" -> RunMode.PREFLIGHT;
            default -> {
                mistakes.add("mode " + shown(word) + " is none of rehearsal, cutover and preflight");
                yield RunMode.REHEARSAL;
            }
        };
        if (mode == RunMode.CUTOVER && input.path("scheduled").asBoolean()) {
            mistakes.add("no cutover is started by the clock");
        }
        if (mode == RunMode.CUTOVER && requestedBy.isEmpty()) {
            mistakes.add("a cutover names in requestedBy who asks for it");
        }
        refuse(mistakes, "{} or {\"mode\":\"cutover\",\"requestedBy\":\"you@example.com\"}");
        return new ExecutionInput(mode, requestedBy, discard, Optional.empty());
    }

    /** Reads {@code {requestedBy?}} of a person, or {@code {returns}} of Landfall itself. */
    public static ExecutionInput ofRollback(JsonNode input) {
        var mistakes = new ArrayList<String>();
        var known = checkKeys(input, Set.of("requestedBy", RETURNS), mistakes);
        var requestedBy = known ? mail(input, mistakes) : Optional.<String>empty();
        var returns = known ? text(input, RETURNS, mistakes) : Optional.<String>empty();
        if (returns.isPresent() && requestedBy.isPresent()) {
            mistakes.add("returns is what Landfall itself asks, so nobody is named in requestedBy");
        }
        if (returns.filter(run -> !RunName.isValid(run)).isPresent()) {
            mistakes.add("returns is no run's name");
        }
        refuse(mistakes, "{} or {\"requestedBy\":\"you@example.com\"}");
        return new ExecutionInput(RunMode.ROLLBACK, requestedBy, Optional.empty(), returns);
    }

    /** What Landfall itself starts a rollback with, to give back the source that a run left at 0. */
    public static String ofReturn(String runId) {
        return Json.MAPPER.createObjectNode().put(RETURNS, runId).toString();
    }

    /** Reads {@code {}}. */
    public static ExecutionInput ofCapture(JsonNode input) {
        var mistakes = new ArrayList<String>();
        checkKeys(input, Set.of(), mistakes);
        refuse(mistakes, "{}");
        return new ExecutionInput(RunMode.CAPTURE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static boolean checkKeys(JsonNode input, Set<String> known, List<String> mistakes) {
        if (!input.isObject()) {
            mistakes.add("it is not a JSON object");
            return false;
        }
        input.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !name.equals(PROPOSED_BY_THE_CONSOLE)) {
                mistakes.add("there is no key " + shown(name));
            }
        });
        return true;
    }

    /** It stands in mails, on pages and in reports, so it is an address and nothing else. */
    private static Optional<String> mail(JsonNode input, List<String> mistakes) {
        return text(input, "requestedBy", mistakes).filter(address -> {
            if (!MailAddress.isValid(address)) {
                mistakes.add("requestedBy is not a mail address of at most 254 characters");
            }
            return MailAddress.isValid(address);
        });
    }

    private static Optional<String> text(JsonNode input, String key, List<String> mistakes) {
        var value = input.get(key);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            mistakes.add(key + " is not a text");
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    private static String shown(String name) {
        var line = OneLine.of(name);
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }

    private static void refuse(List<String> mistakes, String example) {
        if (!mistakes.isEmpty()) {
            throw Problem.operator(
                            "INPUT_INVALID",
                            "The execution's input is not understood: " + String.join("; ", mistakes) + ".",
                            "Start it with " + example + ".")
                    .asException();
        }
    }
}
