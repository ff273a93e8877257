package dev.landfall.local.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Both sides as the states of a run leave them: a model, so that thousands of runs take seconds. */
final class Sides {

    /** The target's deployments: as their owner had them, at 0, or at work on what the run brought there. */
    enum Target {
        AS_BEFORE("as before"),
        AT_0("at 0"),
        AWAKE("awake");

        private final String words;

        Target(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final String WHERE = "Sides.EFFECTS or Sides.WITHOUT";

    /** What a function does to the sides, by its name in the definition. */
    private static final Map<String, BiConsumer<Sides, JsonNode>> EFFECTS = Map.ofEntries(
            Map.entry("Freeze", (sides, payload) -> sides.freeze()),
            Map.entry("QuiesceTarget", (sides, payload) -> sides.target = Target.AT_0),
            Map.entry("ResumeTarget", (sides, payload) -> sides.target = Target.AS_BEFORE),
            Map.entry("WakeTarget", (sides, payload) -> sides.wake()),
            Map.entry("SwitchDns", (sides, payload) -> sides.switchDns()),
            Map.entry("StopTarget", (sides, payload) -> sides.stop()),
            Map.entry("FenceTarget", (sides, payload) -> sides.fence()),
            Map.entry("RevertDns", (sides, payload) -> sides.putBack()),
            Map.entry("RestoreDns", (sides, payload) -> sides.putBack()),
            Map.entry("ReturnToSource", (sides, payload) -> sides.returnToSource()),
            Map.entry("MeasureDivergence", (sides, payload) -> sides.counted = true),
            Map.entry("ConfirmDivergence", (sides, payload) -> sides.counted = true),
            Map.entry("CloseRun", (sides, payload) -> sides.closed = true),
            Map.entry("WriteReport", (sides, payload) -> sides.report(payload)));

    /** They look, ask, copy or prove, and change nothing of who is live. */
    private static final Set<String> WITHOUT = Set.of(
            "OpenRun",
            "OpenRollback",
            "CaptureSource",
            "ProbePod",
            "DiagnosePod",
            "CheckFunction",
            "Preflight",
            "TellDrift",
            "RequestFreeze",
            "ConfirmQuiet",
            "SnapshotDatabases",
            "ReachDatabase",
            "DumpDatabase",
            "RestoreDatabase",
            "CompareDatabase",
            "DiagnoseMove",
            "DiagnoseStorage",
            "DiagnoseCount",
            "CopyStorage",
            "ConfirmStill",
            "Validate",
            "MeasureDatabase",
            "ConfirmDatabase",
            "RehearseDns",
            "RequestGoLive",
            "VerifyDns",
            "ConfirmDns",
            "ProveOneSide",
            "ProveStopped",
            "AwaitLiveSettings",
            "VerifyLive",
            "LiftFreeze",
            "RequestRollback",
            "VerifySource");

    private final boolean shared;
    private boolean sourceLive = true;
    private boolean frozen;
    private Target target;
    private boolean dnsOnTarget;
    private boolean switched;
    private boolean written;
    private boolean counted;
    private boolean told;
    private boolean reported;
    private boolean returning;
    private boolean reachedSource;
    private boolean unproven;
    private boolean closed;
    private boolean both;

    private Sides(boolean shared, Target target) {
        this.shared = shared;
        this.target = target;
    }

    /** Before a run of {@code migrate}; with one database for both sides the target stands at 0. */
    static Sides before(boolean shared) {
        return new Sides(shared, shared ? Target.AT_0 : Target.AS_BEFORE);
    }

    /** After a cutover: the source at 0, the target live, or not yet reached by users where DNS was not switched. */
    static Sides after(boolean shared, boolean switched) {
        var sides = before(shared);
        sides.freeze();
        sides.wake();
        if (switched) {
            sides.switchDns();
        }
        return sides;
    }

    /**
     * The state did what it is for.
     *
     * @param function as the definition names it, or the state where it calls no function
     * @throws IllegalStateException for one that the model does not know
     */
    void did(String function, JsonNode payload) {
        var effect = Optional.ofNullable(EFFECTS.get(function));
        if (effect.isEmpty() && !WITHOUT.contains(function)) {
            throw new IllegalStateException(function + " is not known to the matrix: say in " + WHERE + " ("
                    + Sides.class.getName() + ") what it does to the two sides, and write its row in docs/what-if.md.");
        }
        effect.ifPresent(known -> known.accept(this, payload));
        look();
    }

    static boolean knows(String function) {
        return EFFECTS.containsKey(function) || WITHOUT.contains(function);
    }

    /** What the state would prove is not so. */
    boolean disproves(String function, JsonNode payload) {
        return switch (function) {
            case "ProveOneSide" -> payload.path("returning").asBoolean() && target == Target.AWAKE;
            case "ConfirmDns" -> dnsOnTarget;
            default -> false;
        };
    }

    private void freeze() {
        sourceLive = false;
        frozen = true;
    }

    private void stop() {
        returning = true;
        target = Target.AT_0;
    }

    private void putBack() {
        returning = true;
        dnsOnTarget = false;
    }

    /** Its pods are left without their database: nobody can work there. */
    private void fence() {
        target = Target.AT_0;
    }

    /** By this run's definition the source may come back. */
    void reachSource() {
        reachedSource = true;
    }

    /** Nobody could say whether the target stands still, or somebody could. */
    void proven(boolean known) {
        unproven = !known;
    }

    boolean isTargetStopped() {
        return target != Target.AWAKE;
    }

    boolean isSwitched() {
        return switched;
    }

    /** Another run goes on. */
    void open() {
        closed = false;
        reachedSource = false;
        unproven = false;
    }

    /** A way back has begun. */
    Sides returning() {
        returning = true;
        return this;
    }

    private void wake() {
        target = Target.AWAKE;
    }

    /** Users follow at once and write. */
    private void switchDns() {
        dnsOnTarget = true;
        switched = true;
        written = written || target == Target.AWAKE;
    }

    private void returnToSource() {
        if (frozen) {
            sourceLive = true;
        }
    }

    /** The report has the number, or why there is none. */
    private void report(JsonNode payload) {
        reported = true;
        told = counted || payload.hasNonNull("uncounted");
    }

    /** Users on both, or two at work in one database. */
    private void look() {
        both = both || sourceLive && target == Target.AWAKE && (dnsOnTarget || shared);
    }

    /** {@code CloseAbandonedRun}'s rule: a source at 0 comes back where users never left it, or the way back had begun. */
    boolean watchReturns() {
        return frozen && !sourceLive && (!switched || returning && (!closed || reachedSource || unproven));
    }

    /** It writes the report that the run could not write, with what stands in the run's record, and mails. */
    void watchTells() {
        told = told || !reported;
    }

    boolean wereBothLive() {
        return both;
    }

    boolean lostWithoutAWord() {
        return written && !dnsOnTarget && sourceLive && !told;
    }

    String target() {
        return target.words();
    }

    /** Who is live. */
    End end() {
        if (sourceLive && !dnsOnTarget) {
            return !frozen ? End.UNTOUCHED : target == Target.AWAKE ? End.SOURCE_BESIDE_TARGET : End.SOURCE;
        }
        if (!sourceLive && dnsOnTarget && target == Target.AWAKE) {
            return End.TARGET;
        }
        if (dnsOnTarget && target == Target.AT_0 && sourceLive) {
            return End.SOURCE_WITHOUT_DOMAIN;
        }
        return End.OTHER;
    }

    /** What decides the way back, to tell runs apart. */
    String phase() {
        return sourceLive + " " + target + " " + dnsOnTarget;
    }
}
