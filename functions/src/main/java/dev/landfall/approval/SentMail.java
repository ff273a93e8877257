package dev.landfall.approval;

import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.Optional;

/**
 * That a mail with a link went out; a forged one would keep an approver from ever getting theirs.
 *
 * @param seal over it and the gate
 */
record SentMail(String address, Instant at, Optional<String> seal) {

    SealedText text(Gate gate) {
        return gate.terms("mail").with("address", address).with("at", at.toString());
    }

    SentMail withSeal(String newSeal) {
        return new SentMail(address, at, Optional.of(newSeal));
    }
}
