package dev.landfall.approval;

import dev.landfall.approval.GateFiles.Found;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.Sha256;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Writes what Landfall sealed, once; what is not proven in its place is taken out of the way, and kept by name. */
record GateWriting(GateFiles files, Seals seals) {

    private static final Logger LOG = System.getLogger(GateWriting.class.getName());
    private static final int NAME_LENGTH = 16;

    static GateWriting of(Gateways gateways) {
        return new GateWriting(GateFiles.of(gateways), new Seals(gateways.secretVault()));
    }

    /** The vote that stands: this one, or an earlier one of the same person. */
    Vote keep(Gate gate, Vote vote, Turns turns) {
        var sealed = seals.seal(gate, vote);
        var address = vote.address();
        return keep(gate, gate.voteKey(address, turns.of(address)), sealed, () -> files.vote(gate, address, turns));
    }

    /** The turn of that number that stands: this one, or one that was taken in the same moment. */
    Turn keep(Gate gate, int number, Turn turn) {
        return keep(gate, gate.turnKey(number), seals.seal(gate, turn), () -> files.turn(gate, number));
    }

    /** The decision that stands: this one, or one that was made in the same moment. */
    Decision keep(Gate gate, Decision decision) {
        var sealed = seals.seal(gate, decision);
        return keep(gate, gate.decisionKey(), sealed, () -> files.decision(gate));
    }

    void keep(Gate gate, SentMail mail) {
        var sealed = seals.seal(gate, mail);
        var _ = keep(gate, gate.mailKey(mail.address()), sealed, () -> files.mail(gate, mail.address()));
    }

    /**
     * Before the mail goes: a reminder that is lost is better than one that comes whenever the function is tried again.
     *
     * @return whether this call is the one that sends it
     */
    boolean first(Gate gate, SentMail mail, ReminderMark mark) {
        var sealed = seals.seal(gate, mail);
        var key = gate.mailKey(mail.address(), mark);
        if (files.files().writeIfAbsent(key, sealed) == Change.CREATED) {
            return true;
        }
        var there = files.reminder(gate, mail.address(), mark);
        there.refused().ifPresent(refused -> {
            note(gate, refused);
            files.files().write(key, sealed);
        });
        return there.proven().isEmpty();
    }

    void keep(Gate gate, MailReach reach) {
        files.files().write(gate.reachKey(), seals.seal(gate, reach));
    }

    private <T> T keep(Gate gate, String key, T ours, Supplier<Found<T>> reading) {
        if (files.files().writeIfAbsent(key, ours) == Change.CREATED) {
            return ours;
        }
        var there = reading.get();
        if (there.proven().isPresent()) {
            return there.proven().get();
        }
        there.refused().ifPresent(refused -> note(gate, refused));
        files.files().write(key, ours);
        return reading.get().proven().orElse(ours);
    }

    /** For the report: what is replaced cannot be looked at there any more. */
    void note(Gate gate, Refused refused) {
        LOG.log(Level.WARNING, refused.text());
        var name = Sha256.hex(refused.text().getBytes(StandardCharsets.UTF_8)).substring(0, NAME_LENGTH);
        files.files().writeIfAbsent(gate.refusedPrefix() + name + ".json", refused);
    }
}
