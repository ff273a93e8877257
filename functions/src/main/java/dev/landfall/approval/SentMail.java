package dev.landfall.approval;

import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.Optional;

/**
 * That a mail with a link went out; a forged one would keep an approver from ever getting theirs.
 *
 * @param mark of a reminder; empty for the first mail
 * @param seal over it and the gate
 */
record SentMail(String address, Instant at, Optional<ReminderMark> mark, Optional<String> seal) {

    SealedText text(Gate gate) {
        return gate.terms("mail")
                .with("address", address)
                .with("at", at.toString())
                .with("mark", mark.map(ReminderMark::word));
    }

    SentMail withSeal(String newSeal) {
        return new SentMail(address, at, mark, Optional.of(newSeal));
    }
}
