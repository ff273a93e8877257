package dev.landfall.approval;

import dev.landfall.model.OneLine;

/** The plain mail that brings a link. */
final class GateMail {

    private static final int LONGEST_SUBJECT = 99;

    private GateMail() {}

    static String subject(Gate gate) {
        return subject("[Landfall] ", gate);
    }

    static String subject(String before, Gate gate) {
        var subject = before + gate.kind().title() + "? " + gate.phrase() + " (" + gate.runId() + ")";
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT - 1) + "…" : subject;
    }

    static String text(Gate gate, String link) {
        var text = new StringBuilder();
        text.append(gate.kind().title())
                .append(": your decision is asked for.\n\n")
                .append("Domain: ")
                .append(gate.phrase())
                .append('\n')
                .append("Run: ")
                .append(OneLine.of(gate.runId()))
                .append(" (")
                .append(gate.mode().word())
                .append(")\n");
        gate.requestedBy()
                .ifPresent(who ->
                        text.append("Requested by: ").append(OneLine.of(who)).append('\n'));
        text.append("Needs: ")
                .append(needs(gate))
                .append('\n')
                .append("Open until: ")
                .append(Figures.moment(gate.expires()))
                .append("\n\n")
                .append("Evidence\n");
        gate.evidence()
                .forEach(line -> text.append("- ").append(OneLine.of(line)).append('\n'));
        text.append("\nWhat happens once it is approved\n");
        var words = GateWords.of(gate);
        var outlook = new OutlookText(gate, gate.opened());
        (outlook.steps().isEmpty() ? words.next() : outlook.steps())
                .forEach(line -> text.append("- ").append(line).append('\n'));
        text.append('\n');
        outlook.lines().forEach(line -> text.append(line).append('\n'));
        text.append('\n')
                .append(GateWords.wayBack(gate))
                .append('\n')
                .append(words.pointOfNoReturn())
                .append("\n\n")
                .append("Look and decide here. The link is yours alone, and opening it decides nothing. ")
                .append("Until the gate is decided you can take your vote back there:\n")
                .append(link)
                .append('\n');
        return text.toString();
    }

    static String needs(Gate gate) {
        var people = gate.people() == 1 ? "1 approval" : gate.people() + " approvals by different people";
        return people
                + gate.requestedBy()
                        .map(who -> ", one of them by another than " + OneLine.of(who))
                        .orElse("") + "; one rejection closes it";
    }
}
