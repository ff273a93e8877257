package dev.landfall.approval;

import dev.landfall.model.OneLine;
import java.util.List;
import java.util.stream.Collectors;

/** The plain mails of a gate at which not everybody answered. */
record ReminderMail(Gate gate, Ballots ballots, List<String> silent) {

    static String subject(Gate gate) {
        return GateMail.subject("[Landfall] Still waiting: ", gate);
    }

    /** For an approver who did not answer. */
    String text(String link) {
        return gate.kind().title() + ": your decision is still asked for.\n\n" + standing()
                + "\nLook and decide here. The link is yours alone, and opening it decides nothing:\n" + link + "\n";
    }

    /** For somebody who can ask the others, and not decide. */
    String escalation() {
        return gate.kind().title() + ": approvers do not answer.\n\n" + standing()
                + "\nYou are told because approvals.escalateTo names you. You have no vote here: ask those who have one. "
                + "Each of them has a link by mail.\n";
    }

    private String standing() {
        return "Domain: " + gate.phrase() + "\n"
                + "Run: " + OneLine.of(gate.runId()) + " (" + gate.mode().word() + ")\n"
                + "Open until: " + Figures.moment(gate.expires()) + "\n"
                + "Needs: " + GateMail.needs(gate) + "\n"
                + "So far: " + votes() + "\n"
                + "Waiting for: " + String.join(", ", silent) + "\n\n"
                + "Where nobody decides in time, " + GateWords.expired(gate.kind()) + ".\n";
    }

    private String votes() {
        var given = ballots.votes().stream().map(vote -> vote.address() + " approved at " + Figures.moment(vote.at()));
        var takenBack = ballots.takenBack().stream()
                .map(back -> back.vote().address() + " took a vote back at " + Figures.moment(back.at()));
        var all = java.util.stream.Stream.concat(given, takenBack).collect(Collectors.joining("; "));
        return ballots.votes().size() + " of " + gate.people() + (all.isEmpty() ? "" : ". " + all) + ".";
    }
}
