package dev.landfall.approval;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.Listener;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.run.Configuration.Approvals;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Reminds those who have not answered, at half and at four fifths of a gate's time, each once; at the second mark also
 * tells whom {@code approvals.escalateTo} names. A mail that fails ends no gate: whoever has the first one can decide.
 */
record GateReminders(Gateways gateways) {

    private static final Logger LOG = System.getLogger(GateReminders.class.getName());

    void send(Gate gate, Approvals approvals, String pageUrl) {
        try {
            remind(gate, approvals, pageUrl);
        } catch (LandfallException e) {
            LOG.log(Level.WARNING, e.problem().text());
        }
    }

    private void remind(Gate gate, Approvals approvals, String pageUrl) {
        var listeners = Listeners.require(gateways.notices().listeners(), approvals.addresses()).stream()
                .filter(Listener::confirmed)
                .map(Listener::endpoint)
                .toList();
        keepReach(gate, listeners);
        var mark = ReminderMark.at(gate, gateways.clock().instant());
        if (mark.isEmpty()) {
            return;
        }
        var ballots = GateFiles.of(gateways).ballots(gate);
        var silent = gate.approvers().stream()
                .filter(address -> ballots.of(address).isEmpty())
                .toList();
        var mail = new ReminderMail(gate, ballots, silent);
        for (var address : silent) {
            send(gate, mark.get(), address, () -> mail.text(links().url(pageUrl, gate, address)));
        }
        if (mark.get() == ReminderMark.FOUR_FIFTHS && !silent.isEmpty()) {
            approvals
                    .escalateTo()
                    .filter(address -> gate.approver(Gate.person(address)).isEmpty())
                    .ifPresent(address -> send(gate, mark.get(), address, mail::escalation));
        }
    }

    private void send(Gate gate, ReminderMark mark, String address, java.util.function.Supplier<String> text) {
        var record = new SentMail(address, gateways.clock().instant(), Optional.of(mark), Optional.empty());
        if (GateWriting.of(gateways).first(gate, record, mark)) {
            gateways.notices().send(address, ReminderMail.subject(gate), text.get());
        }
    }

    private GateLink links() {
        return new GateLink(gateways.secretVault());
    }

    private void keepReach(Gate gate, List<String> listeners) {
        var lost = gate.approvers().stream()
                .filter(address -> listeners.stream().noneMatch(address::equalsIgnoreCase))
                .toList();
        var known = GateFiles.of(gateways).reach(gate).map(MailReach::lost).orElse(List.of());
        if (!lost.equals(known)) {
            GateWriting.of(gateways)
                    .keep(gate, new MailReach(lost, gateways.clock().instant(), Optional.empty()));
        }
    }
}
