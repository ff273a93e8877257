package dev.landfall.approval;

import dev.landfall.approval.GateView.Notice;
import dev.landfall.approval.Vote.Choice;
import dev.landfall.gateway.Gateways;
import dev.landfall.run.DeployedChange;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunEvent;
import dev.landfall.run.RunEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Shows a gate to the person that a link belongs to, and takes their vote. Showing decides nothing; it finishes what is
 * recorded already: a decision that did not reach the state, votes that were enough, and a gate that nobody can approve
 * any more.
 */
public final class GateDesk {

    private static final Logger LOG = System.getLogger(GateDesk.class.getName());

    /** What a form says, in the place of a choice, that takes a vote back. */
    static final String WITHDRAW = "withdraw";

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
        var decision = decided(gate, files.turns(gate));
        if (decision.isPresent()) {
            // A repeated click also repairs an answer that did not reach Step Functions the first time.
            new GateDelivery(gateways).deliver(gate, decision.get());
            return view(found, late(decision, found.address(), form));
        }
        return form.choice().equals(WITHDRAW) ? withdraw(found, form) : vote(found, form);
    }

    private GateView vote(Found found, Form form) {
        var gate = found.gate();
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
        var kept = writing.keep(gate, vote, files.turns(gate));
        var notice = kept.nonce().equals(vote.nonce()) ? Notice.TAKEN : Notice.VOTED_BEFORE;
        close(gate);
        return view(
                found,
                late(decided(gate, files.turns(gate)), found.address(), form).or(() -> Optional.of(notice)));
    }

    /** Taken back or counted, never both: the turn that this takes is the one that a decision would need. */
    private GateView withdraw(Found found, Form form) {
        var gate = found.gate();
        if (!gateways.clock().instant().isBefore(gate.expires())) {
            return view(found, Optional.of(Notice.EXPIRED));
        }
        while (true) {
            var ballots = files.ballots(gate);
            var decision = decided(gate, ballots.turns());
            var vote = ballots.of(found.address());
            if (decision.isPresent() || vote.isEmpty()) {
                return view(found, late(decision, found.address(), form).or(() -> Optional.of(Notice.NO_VOTE)));
            }
            if (ballots.turns().next() >= Turns.MOST_WITHDRAWALS) {
                return view(found, Optional.of(Notice.TOO_OFTEN));
            }
            var number = ballots.turns().next();
            var nonce = UUID.randomUUID().toString();
            var now = gateways.clock().instant();
            var taken = writing.keep(
                    gate,
                    number,
                    Turn.of(new Withdrawal(number, found.address(), vote.get().nonce(), now, nonce, Optional.empty())));
            if (taken.isBy(nonce)) {
                return view(found, Optional.of(Notice.WITHDRAWN));
            }
        }
    }

    /** The decision that stands; also where a function died before it lay in its own place. */
    private Optional<Decision> decided(Gate gate, Turns turns) {
        return files.decision(gate).proven().or(() -> turns.decision().map(decision -> writing.keep(gate, decision)));
    }

    /** Of somebody whose word is no part of the decision. */
    private static Optional<Notice> late(Optional<Decision> decision, String address, Form form) {
        if (form.choice().equals(WITHDRAW)) {
            return decision.map(_ -> Notice.TOO_LATE_TO_WITHDRAW);
        }
        return decision.filter(made -> !made.by().contains(address)).map(_ -> Notice.TOO_LATE);
    }

    /** Decides nothing that people have not decided; ends a gate that nobody can approve any more. */
    void finish(Gate gate) {
        var decision = decided(gate, files.turns(gate));
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
        var decision =
                Decision.stale(gateways.clock().instant(), UUID.randomUUID().toString());
        end(gate, _ -> Optional.of(decision));
    }

    private Optional<Notice> refusal(Found found, Form form) {
        var gate = found.gate();
        if (!gateways.clock().instant().isBefore(gate.expires())) {
            return Optional.of(Notice.EXPIRED);
        }
        if (files.vote(gate, found.address(), files.turns(gate)).proven().isPresent()) {
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
        var nonce = UUID.randomUUID().toString();
        end(gate, votes -> Tally.decide(gate, votes, nonce));
    }

    /** Decides in the next turn that is free, by the votes that stand then, and delivers it where it is the one that stands. */
    private void end(Gate gate, Function<List<Vote>, Optional<Decision>> deciding) {
        while (true) {
            var ballots = files.ballots(gate);
            var decision = deciding.apply(ballots.votes());
            if (decision.isEmpty() || ballots.turns().decision().isPresent()) {
                return;
            }
            var taken = writing.keep(gate, ballots.turns().next(), Turn.of(decision.get()));
            if (taken.isBy(decision.get().nonce())) {
                var kept = writing.keep(gate, decision.get());
                if (kept.nonce().equals(decision.get().nonce())) {
                    new GateDelivery(gateways).deliver(gate, kept);
                    new RunEvents(gateways)
                            .once(
                                    "decided",
                                    RunEvent.decided(
                                            gate.runId(),
                                            gate.mode(),
                                            kept.at(),
                                            gate.kind().word(),
                                            kept.decision().name().toLowerCase(Locale.ROOT),
                                            kept.by()));
                }
                return;
            }
        }
    }

    private GateView view(Found found, Optional<Notice> notice) {
        var gate = found.gate();
        var ballots = files.ballots(gate);
        var _ = decided(gate, ballots.turns());
        var decision = files.decision(gate);
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
                ballots.takenBack(),
                refused,
                made,
                made.isEmpty()
                        || new GateDelivery(gateways)
                                .of(gate)
                                .map(GateDelivery.Delivery::heard)
                                .orElse(true),
                notice.or(() -> standing(gate, made)),
                Optional.empty(),
                files.reach(gate).map(MailReach::lost).orElse(List.of()),
                gateways.clock().instant());
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
