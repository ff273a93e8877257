package dev.landfall.preflight;

import dev.landfall.model.failure.Category;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.rights.FunctionReport.Denied;
import dev.landfall.rights.FunctionReport.Failed;
import dev.landfall.rights.FunctionReport.NotChecked;
import dev.landfall.run.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One check for each function of Landfall, from what it said of itself before Preflight began. */
public final class FunctionChecks {

    /** Of every check's name. */
    public static final String PREFIX = "function-";

    static final String NAME = PREFIX + "NAME";
    static final String LOOKS_AT =
            "one for each function, also of those that only a cutover or a rollback calls: it is called in its own place, makes each of its reads once, and asks IAM and the cluster whether it may do the rest; nothing is changed. A warning where IAM or another service did not say";
    static final String REMEDY =
            "deploy the stack again; look at the permissions boundary, the organization's policies, the function's network and its access entry";

    private FunctionChecks() {}

    /**
     * What a function answered, or with which error it did not.
     *
     * @param error as the state machine names it
     */
    public record Answer(
            String function,
            Optional<List<String>> checked,
            Optional<List<Denied>> denied,
            Optional<List<Failed>> failed,
            Optional<List<NotChecked>> notChecked,
            Optional<String> error,
            Optional<String> cause) {}

    /** By the functions' names; of each there is one, whoever answered. */
    static List<Check> of(List<Answer> answers) {
        return HandlerTable.handlers().stream()
                .map(Handler::name)
                .map(name -> answers.stream()
                        .filter(answer -> answer.function().equals(name))
                        .findFirst()
                        .map(answer -> check(PREFIX + name, answer))
                        .orElseGet(() -> Check.warning(
                                PREFIX + name,
                                "Not checked: nobody asked it.",
                                "Look at CheckFunctions in the execution's history.")))
                .toList();
    }

    private static Check check(String name, Answer answer) {
        if (answer.error().isPresent()) {
            return silent(name, answer);
        }
        var denied = answer.denied().orElse(List.of());
        var failed = answer.failed().orElse(List.of());
        var notChecked = answer.notChecked().orElse(List.of());
        if (!denied.isEmpty() || !failed.isEmpty()) {
            return Check.blocker(
                    name,
                    words(Stream.concat(
                            denied.stream().map(FunctionChecks::seen),
                            failed.stream().map(each -> each.what() + ": " + each.seen()))),
                    words(Stream.concat(
                            denied.stream().map(Denied::remedy), failed.stream().map(Failed::remedy))));
        }
        if (!notChecked.isEmpty()) {
            return Check.warning(
                    name,
                    "Not checked: " + words(notChecked.stream().map(each -> each.what() + ": " + each.why())),
                    "Let the function reach what did not answer, and look again.");
        }
        return Check.ok(
                name,
                "It answers and may do what it is there for: "
                        + answer.checked().orElse(List.of()).size() + " gateway calls.");
    }

    private static String seen(Denied denied) {
        return "It lacks " + denied.right() + " on " + denied.resource() + ", for " + denied.what() + ".";
    }

    /** It was called for minutes: what does not answer today does not answer on the night either. */
    private static Check silent(String name, Answer answer) {
        var problem = new Failure(
                        "CheckFunction",
                        answer.error().orElse(""),
                        answer.cause().orElse(""))
                .problem();
        return Check.blocker(
                name,
                "It did not answer: " + problem.seen(),
                problem.category() == Category.BUG
                        ? "Look at the function's log; it is the same call that the night makes."
                        : problem.remedy());
    }

    private static String words(Stream<String> sentences) {
        return sentences.distinct().collect(Collectors.joining(" "));
    }
}
