package dev.landfall.approval;

import dev.landfall.gateway.SecretVault;

/** Puts the seal of the links' key on what a gate decides by. Only who opens gates and takes votes may do so. */
record Seals(SecretVault vault) {

    Gate seal(Gate gate) {
        return gate.withSeal(vault.sign(SealCheck.text(gate)));
    }

    Vote seal(Gate gate, Vote vote) {
        return vote.withSeal(vault.sign(vote.text(gate).toString()));
    }

    Turn seal(Gate gate, Turn turn) {
        return new Turn(
                turn.withdrawal()
                        .map(back -> back.withSeal(vault.sign(back.text(gate).toString()))),
                turn.decision().map(decision -> seal(gate, decision)));
    }

    Decision seal(Gate gate, Decision decision) {
        return decision.withSeal(vault.sign(decision.text(gate).toString()));
    }

    MailReach seal(Gate gate, MailReach reach) {
        return reach.withSeal(vault.sign(reach.text(gate).toString()));
    }

    SentMail seal(Gate gate, SentMail mail) {
        return mail.withSeal(vault.sign(mail.text(gate).toString()));
    }
}
