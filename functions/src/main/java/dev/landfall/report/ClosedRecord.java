package dev.landfall.report;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.model.Sha256;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * {@code run.json} as a run was closed.
 *
 * @param digest that the execution answered
 */
record ClosedRecord(String digest) {

    private static final String ROLLED_BACK = "rolledBackBy";

    /** Whether it is that record, or that record with the rollback's name which a rollback writes there later. */
    boolean isKeptIn(byte[] now) {
        return Sha256.hex(now).equals(digest) || isTakenBackIn(now);
    }

    /** Whether it gained the name of the rollback that took the run back. */
    boolean isTakenBackIn(byte[] now) {
        try {
            if (!(Json.MAPPER.readTree(now) instanceof ObjectNode record)
                    || !record.path(ROLLED_BACK).isTextual()) {
                return false;
            }
            record.remove(ROLLED_BACK);
            var asItIs = record.deepCopy();
            var live = record.set("live", BooleanNode.TRUE);
            return Stream.of(asItIs, live).anyMatch(each -> isDigestOf(each));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isDigestOf(Object record) {
        try {
            return Sha256.hex(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(record))
                    .equals(digest);
        } catch (IOException e) {
            return false;
        }
    }
}
