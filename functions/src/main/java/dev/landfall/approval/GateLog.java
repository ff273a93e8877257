package dev.landfall.approval;

import dev.landfall.gateway.Gateways;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened at the gates of a run, without tokens and links. */
public final class GateLog {

    private GateLog() {}

    /**
     * One gate; no decision means that it expired or the run ended first.
     *
     * @param refused what lay among its objects and did not count
     */
    public record Entry(
            GateKind kind,
            Instant opened,
            Instant expires,
            int people,
            List<String> asked,
            List<Voice> votes,
            Optional<Decision.Outcome> decision,
            List<String> by,
            Optional<Instant> at,
            List<Refused> refused) {}

    /** One vote, and when it was taken back. */
    public record Voice(String address, Vote.Choice choice, String comment, Instant at, Optional<Instant> withdrawn) {}

    /** The run's gates in the order in which they open. */
    public static List<Entry> of(Gateways gateways, String runId) {
        var files = GateFiles.of(gateways);
        return Stream.of(GateKind.values())
                .flatMap(kind -> files.gate(Gate.id(runId, kind)).proven().stream())
                .map(gate -> entry(files, gate))
                .toList();
    }

    /** What lies where a gate of the run should, and is none: nothing of it is believed. */
    public static List<Refused> notProven(Gateways gateways, String runId) {
        var files = GateFiles.of(gateways);
        return Stream.of(GateKind.values())
                .flatMap(kind -> files.gate(Gate.id(runId, kind)).refused().stream())
                .toList();
    }

    private static Voice voice(Vote vote, Optional<Instant> withdrawn) {
        return new Voice(vote.address(), vote.choice(), vote.comment(), vote.at(), withdrawn);
    }

    private static Entry entry(GateFiles files, Gate gate) {
        var decision = files.decision(gate);
        var ballots = files.ballots(gate);
        var proven = decision.proven();
        return new Entry(
                gate.kind(),
                gate.opened(),
                gate.expires(),
                gate.people(),
                gate.approvers(),
                Stream.concat(
                                ballots.votes().stream().map(vote -> voice(vote, Optional.empty())),
                                ballots.takenBack().stream().map(back -> voice(back.vote(), Optional.of(back.at()))))
                        .sorted(Comparator.comparing(Voice::at))
                        .toList(),
                proven.map(Decision::decision),
                proven.map(Decision::by).orElse(List.of()),
                proven.map(Decision::at),
                Stream.of(decision.refused().stream(), ballots.refused().stream(), files.replaced(gate).stream())
                        .flatMap(each -> each)
                        .distinct()
                        .toList());
    }
}
