package dev.landfall.approval;

import dev.landfall.run.RunFiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened at the gates of a run, without tokens and links. */
public final class GateLog {

    private GateLog() {}

    /** One gate; no decision means that it expired or the run ended first. */
    public record Entry(
            GateKind kind,
            Instant opened,
            Instant expires,
            int people,
            List<String> asked,
            List<Voice> votes,
            Optional<Decision.Outcome> decision,
            List<String> by,
            Optional<Instant> at) {}

    /** One vote. */
    public record Voice(String address, Vote.Choice choice, String comment, Instant at) {}

    /** The run's gates in the order in which they open. */
    public static List<Entry> of(RunFiles files, String runId) {
        return Stream.of(GateKind.values())
                .flatMap(kind -> files.read(Gate.key(Gate.id(runId, kind)), Gate.class).stream())
                .map(gate -> entry(files, gate))
                .toList();
    }

    private static Entry entry(RunFiles files, Gate gate) {
        var decision = files.read(gate.decisionKey(), Decision.class);
        var votes = files.store().list(gate.votesPrefix()).stream()
                .map(key -> files.require(key, Vote.class))
                .map(vote -> new Voice(vote.address(), vote.choice(), vote.comment(), vote.at()))
                .toList();
        return new Entry(
                gate.kind(),
                gate.opened(),
                gate.expires(),
                gate.people(),
                gate.approvers(),
                votes,
                decision.map(Decision::decision),
                decision.map(Decision::by).orElse(List.of()),
                decision.map(Decision::at));
    }
}
