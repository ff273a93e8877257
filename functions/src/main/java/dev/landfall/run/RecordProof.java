package dev.landfall.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Executions;
import dev.landfall.model.Sha256;
import java.util.Optional;

/**
 * Whether {@code run.json} of a passed run is what its execution answered at its end. Who can only write to the store
 * cannot change an execution's output; Step Functions keeps it for 90 days.
 */
public record RecordProof(RunFiles files, Executions executions) {

    /** The field of the output: the digest of {@code run.json} as the run was closed. */
    public static final String FIELD = "record";

    /** Why it is not, as the end of a sentence about the run; empty where it is. */
    public Optional<String> whyNot(RunRecord run) {
        var output = run.executionArn().endsWith(":" + run.runId())
                ? executions.output(run.executionArn())
                : Optional.<JsonNode>empty();
        if (output.isEmpty()) {
            return Optional.of("has no execution that succeeded and is still remembered");
        }
        var answered = output.get().path(FIELD).asText();
        var there = files.store().read(RunRecord.key(run.runId())).map(Sha256::hex);
        return there.filter(answered::equals).isPresent()
                ? Optional.empty()
                : Optional.of("has another run.json than its execution answered: it was altered since");
    }
}
