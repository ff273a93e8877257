package dev.landfall.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.run.Configuration;
import java.util.List;

/** What a gate asks for, in the words that mail and page show. */
public enum GateKind {
    @JsonProperty("freeze")
    FREEZE(
            "freeze",
            "Freeze the source",
            "FREEZE_REJECTED",
            """
                    Autoscaling and schedules on the source are suspended; workflows, agents, the jobs runner and then Retool itself are stopped. Users are locked out from here.
                    Both sides are snapshotted, the databases are copied and compared, the target wakes and is probed.
                    The go-live gate asks again, with that proof in hand.
                    """,
            "Nothing is final yet: until go-live every failure and every rejection brings the source back as it was."),
    @JsonProperty("go-live")
    GO_LIVE(
            "go-live",
            "Go live on the target",
            "GO_LIVE_REJECTED",
            """
                    The domain's DNS record is changed to the target, and every name server is asked until all agree.
                    An operator gives the target its live settings; single sign-on, health and workflows are probed.
                    The freeze is lifted; the source stays at 0, intact.
                    """,
            "This is the point of no return for writes: what users write on the target from here on is lost if it is rolled back."),
    @JsonProperty("rollback")
    ROLLBACK(
            "rollback",
            "Roll back to the source",
            "ROLLBACK_REJECTED",
            """
                    The target is stopped, workflows first.
                    The domain's DNS record is put back as it was saved, and every name server is asked until all agree.
                    The source's saved counts come back, and it is probed.
                    """,
            "Everything written on the target since go-live is given up; it stays in the target's database but users no longer see it.");

    private final String word;
    private final String title;
    private final String rejectedCode;
    private final String next;
    private final String pointOfNoReturn;

    GateKind(String word, String title, String rejectedCode, String next, String pointOfNoReturn) {
        this.word = word;
        this.title = title;
        this.rejectedCode = rejectedCode;
        this.next = next;
        this.pointOfNoReturn = pointOfNoReturn;
    }

    /** For keys and file names. */
    public String word() {
        return word;
    }

    public String title() {
        return title;
    }

    /** The error that a rejected gate ends its state with. */
    public String rejectedCode() {
        return rejectedCode;
    }

    /** What happens once it is approved, in order. */
    public List<String> next() {
        return next.lines().toList();
    }

    public String pointOfNoReturn() {
        return pointOfNoReturn;
    }

    /** How many different people have to approve. */
    int people(Configuration configuration) {
        return this == GO_LIVE ? configuration.peopleForGoLive() : 1;
    }
}
