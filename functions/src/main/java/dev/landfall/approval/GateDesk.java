package dev.landfall.approval;

import dev.landfall.approval.GateView.Notice;
import dev.landfall.approval.Vote.Choice;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.DeployedChange;
import dev.landfall.run.FrozenPlan;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Shows a gate to the person that a link belongs to, and takes their vote. Showing decides nothing; it finishes what is
 * recorded already: a decision that did not reach the state, votes that were enough, and a gate that nobody can approve
 * any more.
 */
public final class GateDesk {

    private static final Logger LOG = System.getLogger(GateDesk.class.getName());

    /** Characters of a comment. */
    public static final int LONGEST_COMMENT = 500;

    /** After a gate's expiry; a link lies in a mail box for years, and what a run found is not for as long. */
    private static final Duration EVIDENCE_SHOWN_FOR = Duration.ofDays(1);

    private final Gateways gateways;
    private final GateFiles files;
    private final GateWriting writing;

    public GateDesk(Gateways gateways) {
        this.gateways = gateways;
        this.files = GateFiles.of(gateways);
        this.writing = GateWriting.of(gateways);
    }

    /** Who a request says it is. */
    public record Caller(String gateId, String person, String signature) {}

    /** What a form says; each part as it was typed. */
    public record Form(String phrase, String choice, String comment) {}

    /** Empty where the link is not one that Landfall sent. */
    public Optional<GateView> show(Caller caller) {
        return find(caller).map(found -> {
            finish(found.gate());
            return view(found, Optional.empty());
        });
    }

    /** Takes one vote; empty where the link is not one that Landfall sent. */
    public Optional<GateView> decide(Caller caller, Form form) {
        var view = find(caller).map(found -> decide(found, form));
        view.ifPresent(shown -> shown.refused().forEach(refused -> LOG.log(Level.WARNING, refused.text())));
        return view;
    }

    private GateView decide(Found found, Form form) {
        var gate = found.gate();
        var decision = files.decision(gate).proven();
        if (decision.isPresent()) {
            // A repeated click also repairs an answer that did not reach Step Functions the first time.
            new GateDelivery(gateways).deliver(gate, decision.get());
            return view(found, late(decision, found.address()));
        }
        var refusal = refusal(found, form);
        if (refusal.isPresent()) {
            return view(found, refusal).withTyped(form);
        }
        // One who rejects is always heard: that goes the same way as the gate's own end.
        if (!form.choice().equals("reject") && isStale(gate)) {
            endStale(gate);
            return view(found, Optional.of(Notice.STALE));
        }
        var vote = new Vote(
                found.address(),
                form.choice().equals("approve") ? Choice.APPROVE : Choice.REJECT,
                form.comment().strip(),
                gateways.clock().instant(),
                UUID.randomUUID().toString(),
                Optional.empty());
        var kept = writing.keep(gate, vote);
        var notice = kept.nonce().equals(vote.nonce()) ? Notice.TAKEN : Notice.VOTED_BEFORE;
        close(gate);
        return view(found, late(files.decision(gate).proven(), found.address()).or(() -> Optional.of(notice)));
    }

    /** Of somebody whose word is no part of the decision. */
    private static Optional<Notice> late(Optional<Decision> decision, String address) {
        return decision.filter(made -> !made.by().contains(address)).map(_ -> Notice.TOO_LATE);
    }

    private void finish(Gate gate) {
        var decision = files.decision(gate).proven();
        if (decision.isPresent()) {
            var delivery = new GateDelivery(gateways);
            if (delivery.of(gate).isEmpty()) {
                delivery.deliver(gate, decision.get());
            }
        } else if (gateways.clock().instant().isBefore(gate.expires())) {
            if (isStale(gate)) {
                endStale(gate);
            } else {
                close(gate);
            }
        }
    }

    private void endStale(Gate gate) {
        decide(
                gate,
                Decision.stale(gateways.clock().instant(), UUID.randomUUID().toString()));
    }

    private Optional<Notice> refusal(Found found, Form form) {
        var gate = found.gate();
        if (!gateways.clock().instant().isBefore(gate.expires())) {
            return Optional.of(Notice.EXPIRED);
        }
        if (files.vote(gate, found.address()).proven().isPresent()) {
            // The vote may be there and the decision not, if a function died between them.
            close(gate);
            return Optional.of(Notice.VOTED_BEFORE);
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
        Tally.decide(gate, files.ballots(gate).votes(), UUID.randomUUID().toString())
                .ifPresent(decision -> decide(gate, decision));
    }

    /** Delivers it where it is the one that stands. */
    private void decide(Gate gate, Decision decision) {
        var kept = writing.keep(gate, decision);
        if (kept.nonce().equals(decision.nonce())) {
            new GateDelivery(gateways).deliver(gate, kept);
        }
    }

    private GateView view(Found found, Optional<Notice> notice) {
        var gate = found.gate();
        var decision = files.decision(gate);
        var ballots = files.ballots(gate);
        var refused = Stream.of(decision.refused().stream(), ballots.refused().stream(), files.replaced(gate).stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
        var made = decision.proven();
        return new GateView(
                gate,
                found.address(),
                shown(gate, made.isPresent()),
                ballots.votes(),
                refused,
                made,
                made.isEmpty()
                        || new GateDelivery(gateways)
                                .of(gate)
                                .map(GateDelivery.Delivery::heard)
                                .orElse(true),
                notice.or(() -> standing(gate, made)),
                Optional.empty());
    }

    /** The evidence of the opening and, while people decide, what was deployed since. */
    private List<String> shown(Gate gate, boolean decided) {
        if (isLongOver(gate)) {
            return List.of();
        }
        var deployed = decided
                ? Optional.<String>empty()
                : FrozenPlan.standing(files.files(), files.files().run(gate.runId()))
                        .flatMap(plan -> DeployedChange.since(plan, files.files()))
                        .filter(line -> !gate.evidence().contains(line));
        return Stream.concat(deployed.stream(), gate.evidence().stream()).toList();
    }

    private boolean isLongOver(Gate gate) {
        return !gateways.clock().instant().isBefore(gate.expires().plus(EVIDENCE_SHOWN_FOR));
    }

    /** What a person should know before they type anything. */
    private Optional<Notice> standing(Gate gate, Optional<Decision> decision) {
        if (decision.isPresent()) {
            return decision.filter(made -> made.decision() == Decision.Outcome.STALE)
                    .map(_ -> Notice.STALE);
        }
        return gateways.clock().instant().isBefore(gate.expires()) ? Optional.empty() : Optional.of(Notice.EXPIRED);
    }

    private boolean isStale(Gate gate) {
        return !Evidence.digest(files.files(), gate.runId(), gate.kind()).equals(gate.evidenceDigest());
    }

    private Optional<Found> find(Caller caller) {
        // Whatever has not even a link's shape is told so at no cost.
        if (!caller.gateId().matches("[0-9a-f]{16}") || !GateLink.isShaped(caller.person(), caller.signature())) {
            return Optional.empty();
        }
        return files.there(caller.gateId())
                .flatMap(gate -> gate.approver(caller.person())
                        .filter(address ->
                                new GateLink(gateways.secretVault()).isValid(gate, address, caller.signature()))
                        .map(address -> new Found(files.proven(gate), address)));
    }

    private record Found(Gate gate, String address) {}
}
