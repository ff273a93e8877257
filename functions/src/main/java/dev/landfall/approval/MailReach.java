package dev.landfall.approval;

import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom mail does not reach any more while a gate is open.
 *
 * @param lost approvers of the gate who ended their subscription since
 * @param seal over it and the gate
 */
record MailReach(List<String> lost, Instant at, Optional<String> seal) {
    MailReach {
        lost = List.copyOf(lost);
    }

    SealedText text(Gate gate) {
        return gate.terms("reach").with("lost", lost).with("at", at.toString());
    }

    MailReach withSeal(String newSeal) {
        return new MailReach(lost, at, Optional.of(newSeal));
    }
}
