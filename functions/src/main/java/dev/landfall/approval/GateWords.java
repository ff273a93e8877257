package dev.landfall.approval;

import java.util.List;

/**
 * What an approval sets going and what is final about it, in the words that mail and page show.
 *
 * @param next what happens once it is approved, in order
 */
public record GateWords(List<String> next, String pointOfNoReturn) {

    private static final String STOPPED =
            "Autoscaling and schedules on the source are suspended; workflows, agents, the jobs runner and then Retool itself are stopped. Users are locked out from here.";
    private static final String ASKED_AGAIN = "The go-live gate asks again, with that proof in hand.";
    private static final List<String> SWITCHED = List.of(
            "The domain's DNS record is changed to the target, and every name server is asked until all agree.",
            "The run waits in AwaitLiveSettings until an operator has given the target its live settings, by the steps that are listed for operators: sign-on, workflows and guards. What was held is compared with the source, and health is probed.",
            "The freeze is lifted; the source stays at 0, intact.");
    private static final String PUT_BACK =
            "The domain's DNS record is put back as it was saved, and every name server is asked until all agree.";
    private static final String COUNTS_BACK = "The source's saved counts come back, and it is probed.";

    /** How far one comes back after approving, and by what. */
    static String wayBack(Gate gate) {
        return switch (gate.kind()) {
            case FREEZE -> "Way back: whole, and by itself. Every failure and every rejection brings the source back.";
            case GO_LIVE ->
                gate.sharedDatabase()
                        ? "Way back: whole, by ./landfall rollback and a gate of its own. Nothing that users write is lost."
                        : "Way back: with loss, by ./landfall rollback and a gate of its own. It gives up what users wrote on the target by then, and counts it first.";
            case ROLLBACK ->
                "Way back: another cutover, with a freeze and a copy of its own, after a rehearsal that passed.";
        };
    }

    /** What the run does where nobody decides, as a clause. */
    static String expired(GateKind kind) {
        return switch (kind) {
            case FREEZE -> "the run ends and nothing is changed";
            case GO_LIVE ->
                "users stay locked out until then, are not led to the target, and the cutover goes back to the source";
            case ROLLBACK -> "the run ends, nothing is changed, and users stay on the target";
        };
    }

    static GateWords of(Gate gate) {
        return gate.sharedDatabase() ? ofOneDatabase(gate.kind()) : ofTwoDatabases(gate.kind());
    }

    private static GateWords ofTwoDatabases(GateKind kind) {
        return switch (kind) {
            case FREEZE ->
                new GateWords(
                        List.of(
                                STOPPED,
                                "Both sides are snapshotted, the databases are copied and compared, the target wakes and is probed.",
                                ASKED_AGAIN),
                        "Nothing is final yet: until go-live every failure and every rejection brings the source back as it was.");
            case GO_LIVE ->
                new GateWords(
                        SWITCHED,
                        "This is the point of no return for writes: what users write on the target from here on is lost if it is rolled back.");
            case ROLLBACK ->
                new GateWords(
                        List.of("The target is stopped, workflows first.", PUT_BACK, COUNTS_BACK),
                        "Everything written on the target since go-live is given up; it stays in the target's database but users no longer see it.");
        };
    }

    private static GateWords ofOneDatabase(GateKind kind) {
        return switch (kind) {
            case FREEZE ->
                new GateWords(
                        List.of(
                                STOPPED,
                                "The one database of both sides is snapshotted; the target is proven to reach it, wakes in it for the first time, and is probed. Nothing is copied.",
                                ASKED_AGAIN),
                        "Nothing is final yet: until go-live every failure and every rejection stops the target and brings the source back, into the same database.");
            case GO_LIVE ->
                new GateWords(
                        SWITCHED,
                        "Nothing that users write is lost if this is rolled back: both sides work in one database. Leave the target at the source's version for as long as you may want to go back.");
            case ROLLBACK ->
                new GateWords(
                        List.of(
                                "The target is stopped, workflows first, so that no two Retools work in one database.",
                                PUT_BACK,
                                COUNTS_BACK),
                        "Nothing is given up: what was written on the target since go-live is in the source's own database.");
        };
    }
}
