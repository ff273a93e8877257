package dev.landfall.approval;

import dev.landfall.gateway.Executions;
import dev.landfall.model.MailAddress;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.run.RunRecord;
import java.util.Optional;

/**
 * Whoever started a run. Its input may name anybody, so a name counts only where AWS's own record bears it out; where it
 * does not, each gate asks for two people at least, of whom one is another than the starter, whoever that was.
 *
 * @param address who cannot be the only approver
 * @param confirmed whether AWS recorded that very address
 */
record Starter(Optional<String> address, boolean confirmed) {

    private static final int LEAST_WHERE_UNKNOWN = 2;

    static Starter of(Executions executions, RunRecord run) {
        var recorded = recorded(executions, run).filter(MailAddress::isValid);
        var claimed = run.requestedBy();
        var confirmed = recorded.isPresent()
                && claimed.map(address -> address.equalsIgnoreCase(recorded.get()))
                        .orElse(true);
        return new Starter(claimed.or(() -> recorded), confirmed);
    }

    /** A record that cannot be read confirms nothing, and ends nothing: two people are asked. */
    private static Optional<String> recorded(Executions executions, RunRecord run) {
        try {
            return executions.starter(run.executionArn(), run.started());
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }

    /** How many different people have to approve. */
    int people(int asked) {
        return confirmed ? asked : Math.max(LEAST_WHERE_UNKNOWN, asked);
    }
}
