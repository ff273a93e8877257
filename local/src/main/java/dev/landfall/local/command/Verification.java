package dev.landfall.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.RunStore;
import dev.landfall.model.Json;
import dev.landfall.report.RunProof;
import dev.landfall.report.RunProof.Difference;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run's objects against the output of its execution.
 *
 * @param run the one that was asked for or found; empty where there is none
 * @param status of its execution; empty where no such execution is remembered
 * @param output of its execution
 */
record Verification(Optional<String> run, Optional<String> status, Optional<JsonNode> output) {

    static final int SAME = 0;
    static final int DIFFERENT = 1;
    static final int UNPROVEN = 3;

    /** What {@code --json} prints; {@code unproven} says why nothing proves the objects. */
    private record Result(Optional<String> run, List<Difference> differences, Optional<String> unproven) {}

    boolean isPossible() {
        return proof().isPresent();
    }

    /** Exit code. */
    int print(PrintStream out, RunStore store, boolean json) throws JsonProcessingException {
        var proof = proof();
        if (run.isEmpty() || proof.isEmpty()) {
            return printWhyNot(out, json);
        }
        var differences = proof.get().differences(store, run.get());
        if (json) {
            print(out, new Result(run, differences, Optional.empty()));
        } else {
            differences.forEach(
                    each -> out.printf("%-8s %s%n", each.kind().name().toLowerCase(Locale.ROOT), each.name()));
            out.println(
                    differences.isEmpty()
                            ? run.get() + ": all objects are as the run left them."
                            : run.get() + ": " + differences.size() + " of its objects are not as the run left them."
                                    + " The bucket keeps their earlier versions, and CloudTrail says who wrote.");
        }
        return differences.isEmpty() ? SAME : DIFFERENT;
    }

    /** Exit code. */
    int printWhyNot(PrintStream out, boolean json) throws JsonProcessingException {
        if (json) {
            print(out, new Result(run, List.of(), Optional.of(whyNot())));
        } else {
            out.println(whyNot());
        }
        return UNPROVEN;
    }

    private static void print(PrintStream out, Result result) throws JsonProcessingException {
        out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
    }

    private Optional<RunProof> proof() {
        return output.flatMap(RunProof::in);
    }

    private String whyNot() {
        if (run.isEmpty()) {
            return "No run has passed yet, so there is nothing to verify.";
        }
        return status.map(known -> switch (known) {
                    case "RUNNING" ->
                        run.get() + " is still at work; its objects are proven by what it answers at its end.";
                    case "SUCCEEDED" -> run.get() + " passed, and its execution answered no digests of its objects.";
                    default ->
                        run.get() + " ended " + known
                                + ", and such an execution answers nothing that proves its objects.";
                })
                .orElse("No execution " + run.get() + " is remembered, so nothing proves its objects.");
    }
}
