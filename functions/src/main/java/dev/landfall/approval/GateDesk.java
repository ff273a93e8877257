package dev.landfall.approval;

import dev.landfall.approval.GateView.Notice;
import dev.landfall.approval.Vote.Choice;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows a gate to the person that a link belongs to, and takes their vote. Showing changes nothing. */
public final class GateDesk {

    /** Characters of a comment. */
    public static final int LONGEST_COMMENT = 500;

    private final Gateways gateways;
    private final RunFiles files;

    public GateDesk(Gateways gateways) {
        this.gateways = gateways;
        this.files = new RunFiles(gateways.runStore());
    }

    /** Who a request says it is. */
    public record Caller(String gateId, String person, String signature) {}

    /** What a form says; each part as it was typed. */
    public record Form(String phrase, String choice, String comment) {}

    /** Empty where the link is not one that Landfall sent. */
    public Optional<GateView> show(Caller caller) {
        return find(caller).map(found -> view(found, Optional.empty()));
    }

    /** Takes one vote; empty where the link is not one that Landfall sent. */
    public Optional<GateView> decide(Caller caller, Form form) {
        return find(caller).map(found -> decide(found, form));
    }

    private GateView decide(Found found, Form form) {
        var gate = found.gate();
        var decision = decision(gate);
        if (decision.isPresent()) {
            // A repeated click also repairs an answer that did not reach Step Functions the first time.
            new GateDelivery(gateways).deliver(gate, decision.get());
            return view(found, Optional.empty());
        }
        var refusal = refusal(found, form);
        if (refusal.isPresent()) {
            return view(found, refusal);
        }
        var vote = new Vote(
                found.address(),
                form.choice().equals("approve") ? Choice.APPROVE : Choice.REJECT,
                form.comment().strip(),
                gateways.clock().instant(),
                UUID.randomUUID().toString());
        files.writeIfAbsent(gate.voteKey(found.address()), vote);
        var kept = files.require(gate.voteKey(found.address()), Vote.class);
        var notice = kept.nonce().equals(vote.nonce()) ? Notice.TAKEN : Notice.VOTED_BEFORE;
        close(gate);
        return view(found, Optional.of(notice));
    }

    private Optional<Notice> refusal(Found found, Form form) {
        var gate = found.gate();
        if (!gateways.clock().instant().isBefore(gate.expires())) {
            return Optional.of(Notice.EXPIRED);
        }
        if (files.store().read(gate.voteKey(found.address())).isPresent()) {
            // The vote may be there and the decision not, if a function died between them.
            close(gate);
            return Optional.of(Notice.VOTED_BEFORE);
        }
        if (isStale(gate)) {
            return Optional.of(Notice.STALE);
        }
        if (!form.phrase().strip().equalsIgnoreCase(gate.phrase())) {
            return Optional.of(Notice.WRONG_PHRASE);
        }
        if (!List.of("approve", "reject").contains(form.choice())) {
            return Optional.of(Notice.NO_CHOICE);
        }
        return form.comment().length() > LONGEST_COMMENT ? Optional.of(Notice.COMMENT_TOO_LONG) : Optional.empty();
    }

    private void close(Gate gate) {
        Tally.decide(gate, votes(gate), UUID.randomUUID().toString()).ifPresent(decision -> {
            var first = files.writeIfAbsent(gate.decisionKey(), decision) == Change.CREATED;
            var kept = files.require(gate.decisionKey(), Decision.class);
            if (first || kept.nonce().equals(decision.nonce())) {
                new GateDelivery(gateways).deliver(gate, kept);
            }
        });
    }

    private GateView view(Found found, Optional<Notice> notice) {
        var gate = found.gate();
        var configuration = FrozenPlan.of(files, gate.runId()).configuration();
        var decision = decision(gate);
        return new GateView(
                gate,
                found.address(),
                EvidenceText.lines(Evidence.of(files, gate.runId()), configuration),
                votes(gate),
                decision,
                decision.isEmpty()
                        || new GateDelivery(gateways)
                                .of(gate)
                                .map(GateDelivery.Delivery::heard)
                                .orElse(true),
                notice.or(() -> standing(gate, decision)));
    }

    /** What a person should know before they type anything. */
    private Optional<Notice> standing(Gate gate, Optional<Decision> decision) {
        if (decision.isPresent()) {
            return Optional.empty();
        }
        if (!gateways.clock().instant().isBefore(gate.expires())) {
            return Optional.of(Notice.EXPIRED);
        }
        return isStale(gate) ? Optional.of(Notice.STALE) : Optional.empty();
    }

    private boolean isStale(Gate gate) {
        var plan = FrozenPlan.of(files, gate.runId()).digest();
        return !Evidence.digest(files, gate.runId(), plan).equals(gate.evidenceDigest());
    }

    private Optional<Decision> decision(Gate gate) {
        return files.read(gate.decisionKey(), Decision.class);
    }

    private List<Vote> votes(Gate gate) {
        return files.store().list(gate.votesPrefix()).stream()
                .map(key -> files.require(key, Vote.class))
                .toList();
    }

    private Optional<Found> find(Caller caller) {
        if (!caller.gateId().matches("[0-9a-f]{16}")) {
            return Optional.empty();
        }
        return files.read(Gate.key(caller.gateId()), Gate.class)
                .flatMap(gate -> gate.approver(caller.person())
                        .filter(address ->
                                new GateLink(gateways.secretVault()).isValid(gate, address, caller.signature()))
                        .map(address -> new Found(gate, address)));
    }

    private record Found(Gate gate, String address) {}
}
