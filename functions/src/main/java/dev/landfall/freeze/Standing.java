package dev.landfall.freeze;

import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.run.ShellCommand;
import dev.landfall.run.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is live, and what is frozen, as the run store's records tell it.
 *
 * @param frozenSince when the source was frozen, where it is
 * @param runId of the cutover that froze the source or put the domain on the target
 */
public record Standing(Side live, Optional<Instant> frozenSince, Optional<String> runId) {

    /** Where users work. */
    public enum Side {
        SOURCE,
        TARGET,
        NEITHER,
        BOTH,
        UNKNOWN
    }

    public static Standing of(RunFiles files) {
        var all = EarlierRuns.in(files);
        return all.runs().stream()
                .filter(run -> run.mode() == RunMode.CUTOVER)
                .map(run -> of(files, all, run))
                .filter(standing -> standing.live() != Side.SOURCE)
                .findFirst()
                .orElse(new Standing(Side.SOURCE, Optional.empty(), Optional.empty()));
    }

    /** The only place here that asks whether the source is frozen. */
    private static Optional<Instant> frozen(RunFiles files, RunRecord run) {
        return StandingFreeze.of(files, run.runId()).map(StandingFreeze::frozenAt);
    }

    private static Standing of(RunFiles files, EarlierRuns all, RunRecord run) {
        var frozen = frozen(files, run);
        var halfWayBack = all.runs().stream()
                .anyMatch(
                        back -> back.cutoverRunId().filter(run.runId()::equals).isPresent()
                                && back.verdict().filter(Verdict.PASSED::equals).isEmpty());
        var begun = halfWayBack || run.returning().isPresent();
        var side = Side.SOURCE;
        if (run.canBeRolledBack()) {
            side = frozen.isEmpty() ? Side.BOTH : begun ? Side.UNKNOWN : Side.TARGET;
        } else if (frozen.isPresent()) {
            side = Side.NEITHER;
        }
        return new Standing(side, frozen, Optional.of(run.runId()));
    }

    /** Whether that run left neither side live. */
    public boolean leftAtZeroBy(String run) {
        return live == Side.NEITHER && runId.filter(run::equals).isPresent();
    }

    /** For a reader of what this process writes; see {@link #line(ShellCommand)}. */
    public String line() {
        return line(ShellCommand.here());
    }

    /** One line: who is live, what is frozen since when by which run, and the one command that ends it. */
    public String line(ShellCommand shell) {
        return who() + way().map(end -> " " + end + ": " + shell.of("rollback")).orElse("");
    }

    /** Who is live and what is frozen, without the way on. */
    public String who() {
        var frozen = frozenSince
                .map(since -> " The source is frozen since " + since + " by the run " + runId.orElse("?") + ".")
                .orElse("");
        return switch (live) {
            case SOURCE -> "Live: the source. Nothing is frozen.";
            case TARGET -> "Live: the target." + frozen;
            case NEITHER -> "Live: neither side." + frozen;
            case BOTH ->
                "Live: perhaps both sides. The run " + runId.orElse("?")
                        + " put the domain on the target, and the source is not frozen.";
            case UNKNOWN -> "Live: not known, for a way back has begun and not ended well." + frozen;
        };
    }

    private Optional<String> way() {
        return switch (live) {
            case SOURCE -> Optional.empty();
            case TARGET -> Optional.of("To go back to the source");
            case NEITHER -> Optional.of("To give the source back");
            case BOTH, UNKNOWN -> Optional.of("To end it");
        };
    }
}
