package dev.landfall.approval;

import dev.landfall.gateway.SecretVault;
import java.util.Optional;

/** Whether Landfall itself wrote what lies in the store, for this gate and no other. */
record SealCheck(SecretVault vault) {

    static String text(Gate gate) {
        return gate.terms("gate").with("encryptedToken", gate.encryptedToken()).toString();
    }

    boolean proves(Gate gate) {
        return proves(text(gate), gate.seal());
    }

    boolean proves(Gate gate, Vote vote) {
        return proves(vote.text(gate).toString(), vote.seal());
    }

    /** The turn of that number. */
    boolean proves(Gate gate, int number, Turn turn) {
        return turn.decision().isPresent()
                ? turn.withdrawal().isEmpty() && proves(gate, turn.decision().get())
                : turn.withdrawal()
                        .filter(back ->
                                back.turn() == number && proves(back.text(gate).toString(), back.seal()))
                        .isPresent();
    }

    boolean proves(Gate gate, Decision decision) {
        return proves(decision.text(gate).toString(), decision.seal());
    }

    boolean proves(Gate gate, SentMail mail) {
        return proves(mail.text(gate).toString(), mail.seal());
    }

    boolean proves(Gate gate, MailReach reach) {
        return proves(reach.text(gate).toString(), reach.seal());
    }

    private boolean proves(String text, Optional<String> seal) {
        return seal.filter(given -> vault.verify(text, given)).isPresent();
    }
}
