package dev.landfall.standing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.fence.DatabaseFence;
import dev.landfall.fence.TargetFencing;
import dev.landfall.freeze.Standing;
import dev.landfall.model.RunLayout;
import dev.landfall.rollback.KeptTarget;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunLock;
import dev.landfall.run.ShellCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is true now, and the way on. The one place that says it: every bad end, {@code status}, report and mail show it.
 *
 * @param standing who is live, and what is frozen since when by which run
 * @param lock who holds it; empty where nobody does
 * @param databases sentences: what is closed or read-only on either side, and what of users' rows is where
 * @param command the one command that leads on
 * @param lines all of it in lines, as {@code text} in JSON for people; the first one says who is live and the way on
 */
public record Situation(
        Standing standing,
        Domain domain,
        Optional<Lock> lock,
        List<String> databases,
        String command,
        @JsonProperty("text") List<String> lines) {

    public Situation {
        databases = List.copyOf(databases);
        lines = List.copyOf(lines);
    }

    /** The run that holds the lock. */
    public record Lock(String runId, Instant since) {}

    /** A run whose command was killed, and which nothing has closed yet; {@code state} is the last one it entered. */
    public record CutOff(String runId, String state) {}

    /** For a reader of what this process writes. */
    public static Situation of(RunFiles files) {
        return of(files, ShellCommand.here());
    }

    public static Situation of(RunFiles files, ShellCommand shell) {
        return of(files, shell, Optional.empty());
    }

    /** In the local world the next command closes a run that was cut off, whatever it is itself. */
    public static Situation of(RunFiles files, ShellCommand shell, Optional<CutOff> cutOff) {
        var standing = Standing.of(files);
        var domain = Domain.of(files, EarlierRuns.in(files));
        var lock = files.read(RunLayout.LOCK, RunLock.Holder.class).map(held -> new Lock(held.runId(), held.since()));
        var databases = databases(files);
        var calm = standing.live() == Standing.Side.SOURCE || cutOff.isPresent();
        var lines = new ArrayList<String>();
        lines.add(cutOff.map(cut -> standing.who()).orElseGet(() -> standing.line(shell)));
        cutOff.ifPresent(cut -> lines.add("The run " + cut.runId() + " was cut off in the state " + cut.state()
                + ", and nothing has closed it yet. To close it, and to give back a source that users never left: "
                + shell.of("preflight")));
        lines.add("Domain: " + domain.text());
        databases.forEach(sentence -> lines.add("Databases: " + sentence));
        lines.add(lock.map(held -> "Lock: held by the run " + held.runId() + " since " + held.since()
                        + "; where that run is over, the next one takes it over.")
                .orElse("Lock: free."));
        return new Situation(standing, domain, lock, databases, shell.of(calm ? "preflight" : "rollback"), lines);
    }

    private static List<String> databases(RunFiles files) {
        var sentences = new ArrayList<String>();
        var closed = files.read(DatabaseFence.KEY, DatabaseFence.class)
                .map(fence -> fence.databases().keySet().stream().sorted().toList())
                .orElse(List.of());
        if (!closed.isEmpty()) {
            sentences.add("those of the source are read-only by default, until the source is given back: "
                    + String.join(", ", closed) + ".");
        }
        TargetFencing.text(files).ifPresent(sentences::add);
        KeptTarget.undecided(files, "").ifPresent(kept -> sentences.add(kept.seen() + " " + kept.remedy()));
        return sentences.isEmpty() ? List.of("none is closed or read-only by Landfall.") : sentences;
    }
}
