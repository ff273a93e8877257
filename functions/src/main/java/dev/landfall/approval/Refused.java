package dev.landfall.approval;

/**
 * An object among a gate's that does not count.
 *
 * @param key where it lies, or lay until an honest one took its place
 * @param code of {@link Kind}
 * @param why one clause
 */
public record Refused(String key, Kind code, String why) {

    /** What it looks like, and is not. */
    public enum Kind {
        GATE_NOT_PROVEN("it is not the gate that Landfall opened for this run"),
        VOTE_NOT_PROVEN("it was not given on the approval page, at this gate, by the person it names"),
        VOTE_OF_NO_APPROVER("no approver of this gate votes there"),
        TURN_NOT_PROVEN("nobody took a vote back there, and nothing was decided there, on the approval page"),
        DECISION_NOT_PROVEN("it was not made on the approval page, at this gate"),
        MAIL_NOT_PROVEN("Landfall sent no mail there for this gate");

        private final String why;

        Kind(String why) {
            this.why = why;
        }
    }

    static Refused of(String key, Kind code) {
        return new Refused(key, code, code.why);
    }

    /** One sentence for page, log and report. */
    public String text() {
        return key + " does not count (" + code + "): " + why + ".";
    }
}
