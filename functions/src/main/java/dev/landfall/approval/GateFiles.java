package dev.landfall.approval;

import dev.landfall.approval.Refused.Kind;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What lies in the run store about gates, as far as its seal proves it. Whoever can write there can put anything there:
 * what is not proven counts for nothing, stands in nobody's way, and is named.
 */
record GateFiles(RunFiles files, SealCheck check) {

    /** Whoever puts thousands there keeps nobody waiting. */
    private static final int MOST_NAMED = 10;

    static GateFiles of(Gateways gateways) {
        return new GateFiles(new RunFiles(gateways.runStore()), new SealCheck(gateways.secretVault()));
    }

    /** One kind of object: what is proven of it, or why there is something that is not. */
    record Found<T>(Optional<T> proven, Optional<Refused> refused) {}

    /** By its id, which follows from run and kind. */
    Found<Gate> gate(String id) {
        var key = Gate.key(id);
        return found(
                key,
                Gate.class,
                Kind.GATE_NOT_PROVEN,
                gate -> gate.id().equals(id)
                        && Gate.id(gate.runId(), gate.kind()).equals(id)
                        && check.proves(gate));
    }

    /** Whatever lies there as a gate, to find out whose link it is; {@link #proven} before anything of it is believed. */
    Optional<Gate> there(String id) {
        return files.readWhole(Gate.key(id), Gate.class)
                .filter(gate -> gate.id().equals(id));
    }

    /** The same gate; a problem {@code GATE_NOT_PROVEN} where it is not the one that was opened. */
    Gate proven(Gate gate) {
        if (!check.proves(gate)) {
            throw notProven(Refused.of(Gate.key(gate.id()), Kind.GATE_NOT_PROVEN))
                    .asException();
        }
        return gate;
    }

    /** The proven gate; a problem {@code GATE_NOT_PROVEN} where another one lies in its place. */
    Optional<Gate> require(String id) {
        var found = gate(id);
        found.refused().ifPresent(refused -> {
            throw notProven(refused).asException();
        });
        return found.proven();
    }

    private static Problem notProven(Refused refused) {
        return Problem.operator(
                refused.code().name(),
                refused.text() + " Nothing can be decided there.",
                "Find out who changed it, for instance in the bucket's versions; put the version back that Landfall wrote, or start the run again.");
    }

    Found<Decision> decision(Gate gate) {
        var key = gate.decisionKey();
        return found(key, Decision.class, Kind.DECISION_NOT_PROVEN, decision -> check.proves(gate, decision));
    }

    Found<SentMail> mail(Gate gate, String address) {
        return mail(gate, gate.mailKey(address), address, Optional.empty());
    }

    Found<SentMail> reminder(Gate gate, String address, ReminderMark mark) {
        return mail(gate, gate.mailKey(address, mark), address, Optional.of(mark));
    }

    private Found<SentMail> mail(Gate gate, String key, String address, Optional<ReminderMark> mark) {
        return found(
                key,
                SentMail.class,
                Kind.MAIL_NOT_PROVEN,
                mail -> mail.address().equals(address) && mail.mark().equals(mark) && check.proves(gate, mail));
    }

    /** Whom mail did not reach any more when that was looked at last. */
    Optional<MailReach> reach(Gate gate) {
        return found(gate.reachKey(), MailReach.class, Kind.MAIL_NOT_PROVEN, reach -> check.proves(gate, reach))
                .proven();
    }

    /** In the place of those that this person took back before. */
    Found<Vote> vote(Gate gate, String address, Turns turns) {
        return vote(gate, address, turns.of(address), vote -> turns.of(vote).isEmpty());
    }

    private Found<Vote> vote(Gate gate, String address, int takenBack, Predicate<Vote> counts) {
        var key = gate.voteKey(address, takenBack);
        return found(
                key,
                Vote.class,
                Kind.VOTE_NOT_PROVEN,
                vote -> vote.address().equals(address) && counts.test(vote) && check.proves(gate, vote));
    }

    /** Up to the first number that is free, or that holds what is no turn. */
    Turns turns(Gate gate) {
        var withdrawals = new ArrayList<Withdrawal>();
        while (true) {
            var found = turn(gate, withdrawals.size());
            var withdrawal = found.proven().flatMap(Turn::withdrawal);
            if (withdrawal.isEmpty()) {
                return new Turns(withdrawals, found.proven().flatMap(Turn::decision), found.refused());
            }
            withdrawals.add(withdrawal.get());
        }
    }

    Found<Turn> turn(Gate gate, int number) {
        return found(gate.turnKey(number), Turn.class, Kind.TURN_NOT_PROVEN, turn -> check.proves(gate, number, turn));
    }

    /** Only an approver's own keys are looked at for votes; whatever else lies there is named. */
    Ballots ballots(Gate gate) {
        var turns = turns(gate);
        var votes = new ArrayList<Vote>();
        var takenBack = new ArrayList<Ballots.TakenBack>();
        var refused = new ArrayList<Refused>();
        turns.refused().ifPresent(refused::add);
        var strangers = new TreeSet<>(files.store().list(gate.votesPrefix()));
        for (var address : gate.approvers()) {
            for (var earlier = 0; earlier < turns.of(address); earlier++) {
                strangers.remove(gate.voteKey(address, earlier));
                vote(gate, address, earlier, _ -> true)
                        .proven()
                        .flatMap(vote -> turns.of(vote).map(back -> new Ballots.TakenBack(vote, back.at())))
                        .ifPresent(takenBack::add);
            }
            strangers.remove(gate.voteKey(address, turns.of(address)));
            var found = vote(gate, address, turns);
            found.proven().ifPresent(votes::add);
            found.refused().ifPresent(refused::add);
        }
        strangers.stream().limit(MOST_NAMED).forEach(key -> refused.add(Refused.of(key, Kind.VOTE_OF_NO_APPROVER)));
        return new Ballots(votes, takenBack, turns, refused);
    }

    /** What was refused here and replaced since. */
    List<Refused> replaced(Gate gate) {
        return files.store().list(gate.refusedPrefix()).stream()
                .limit(MOST_NAMED)
                .flatMap(key -> found(key, Refused.class, Kind.VOTE_NOT_PROVEN, _ -> true).proven().stream())
                .toList();
    }

    /** What cannot be read stands in nobody's way either: it may be no JSON, or under a key that is not ours. */
    private <T> Found<T> found(String key, Class<T> type, Kind code, Predicate<T> isOurs) {
        try {
            var read = files.readWhole(key, type);
            return read.isEmpty() || isOurs.test(read.get())
                    ? new Found<>(read, Optional.empty())
                    : new Found<>(Optional.empty(), Optional.of(Refused.of(key, code)));
        } catch (OperatorException e) {
            var why = "it cannot be read (" + e.problem().code() + ")";
            return new Found<>(Optional.empty(), Optional.of(new Refused(key, code, why)));
        }
    }
}
