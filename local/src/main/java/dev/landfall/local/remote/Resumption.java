package dev.landfall.local.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Machines.Started;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.run.ShellCommand;
import java.util.Optional;
import java.util.function.Predicate;

/** How a run that ended before its time goes on, and why so. */
public sealed interface Resumption {

    /** For people. */
    String why();

    /** It has not ended. */
    record Follow(String why) implements Resumption {}

    /** There is nothing left to do. */
    record Nothing(String why) implements Resumption {}

    /** The same execution, from the state where it ended, with the definition it began with. */
    record Redrive(String why) implements Resumption {}

    /** Another execution of the same kind, from the beginning. */
    record StartAgain(String why, String machine, JsonNode input) implements Resumption {}

    /** A person decides. */
    record Refuse(Problem problem) implements Resumption {
        @Override
        public String why() {
            return problem.seen();
        }
    }

    /**
     * A run that has been closed gave back its lock, so it is over whatever Step Functions would still do with it; what
     * it froze may stand yet. One that was not closed goes on where it ended, if Step Functions can.
     *
     * @param record the run's own, where it got as far as having one
     * @param leftFrozen whether a run froze the source and nothing has given it back
     */
    static Resumption choose(Started execution, Optional<RunRecord> record, Predicate<RunRecord> leftFrozen) {
        if (execution.isRunning()) {
            return new Follow("it is " + execution.status());
        }
        if (execution.status().equals("SUCCEEDED")) {
            return new Nothing("it SUCCEEDED");
        }
        if (record.isPresent() && switchedForGood(record.get())) {
            return execution.notRedrivable().isEmpty() && record.get().ended().isEmpty()
                    ? new Redrive("the domain points to the target already, and the run was not closed")
                    : new Refuse(Problem.operator(
                            "RUN_PAST_SWITCH",
                            "The run " + execution.name() + " ended " + execution.status()
                                    + " after the domain was switched to the target.",
                            "Look at its report, mend by hand what is missing, or take it back:"
                                    + " ./landfall rollback --aws."));
        }
        if (record.isPresent() && record.get().ended().isPresent() && leftFrozen.test(record.get())) {
            return new Refuse(Problem.operator(
                    "SOURCE_FROZEN",
                    "The run " + execution.name() + " ended " + execution.status()
                            + " and left the source at 0: neither side is live.",
                    "Landfall gives the source back by itself, as the run return-…; if ./landfall status shows none,"
                            + " give it back: " + new ShellCommand(true).of("rollback") + ". Then start again."));
        }
        var again = startAgain(execution, record);
        if (record.isPresent() && record.get().ended().isPresent()) {
            return again.apply("the run was closed: its lock is released and it left nothing frozen");
        }
        if (record.isEmpty()) {
            return again.apply("it ended before it was a run");
        }
        return execution
                .notRedrivable()
                .<Resumption>map(reason -> again.apply("Step Functions cannot continue it: " + reason))
                .orElseGet(() -> new Redrive(
                        "the run was not closed, so what it had done stands; the definition is the one it began with"));
    }

    private static boolean switchedForGood(RunRecord record) {
        return record.dnsSwitched().isPresent() && record.dnsReturned().isEmpty();
    }

    private static java.util.function.Function<String, Resumption> startAgain(
            Started execution, Optional<RunRecord> record) {
        var input = Json.MAPPER.createObjectNode();
        record.filter(run -> run.mode() == RunMode.CUTOVER)
                .ifPresent(run -> input.put("mode", run.mode().word()));
        record.flatMap(RunRecord::requestedBy).ifPresent(mail -> input.put("requestedBy", mail));
        return why -> new StartAgain(why, execution.machine(), input);
    }
}
