package dev.landfall.approval;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.Listener;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.run.Configuration;
import dev.landfall.run.Configuration.Approvals;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunEvent;
import dev.landfall.run.RunEvents;
import dev.landfall.run.RunFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens a gate: its record, then one mail for each approver. Opening it again, because the function was tried again,
 * keeps the links, sends no second mail, and takes over the newer task token; it finishes what is recorded, and reminds
 * those who have not answered. Problems: {@code APPROVERS_TOO_FEW},
 * {@code APPROVERS_NOT_CONFIRMED}, {@code GATE_EXPIRED}, {@code LISTENERS_UNKNOWN}, {@code PAGE_URL_MISSING}; {@code APPROVAL_PAGE_SILENT} waits for the page to answer.
 */
public final class GateOpening {

    private final Gateways gateways;
    private final RunFiles files;
    private final GateFiles gates;
    private final GateWriting writing;

    public GateOpening(Gateways gateways) {
        this.gateways = gateways;
        this.files = new RunFiles(gateways.runStore());
        this.gates = GateFiles.of(gateways);
        this.writing = GateWriting.of(gateways);
    }

    /**
     * CREATED the first time, UPDATED for another token, UNCHANGED for the same one.
     *
     * @param plan of the run: who decides, and how many, is what was frozen, whatever is deployed by now
     */
    public Change open(FrozenPlan plan, GateKind kind, String taskToken) {
        var configuration = plan.configuration();
        var pageUrl = configuration
                .approvals()
                .pageUrl()
                .or(() -> gateways.notices().approvalPage())
                .orElseThrow(() -> Problem.operator(
                                "PAGE_URL_MISSING",
                                "No address of the approval page is configured, so no link can be sent.",
                                "Set approvals.pageUrl in landfall.json.")
                        .asException());
        var id = Gate.id(plan.runId(), kind);
        var change = gates.gate(id)
                .proven()
                .map(open -> takeOver(open, taskToken))
                .orElseGet(() -> put(gate(plan, kind, taskToken), taskToken));
        var gate = gates.require(id)
                .orElseThrow(() -> new IllegalStateException("the gate that was just written is gone"));
        if (change == Change.CREATED) {
            new RunEvents(gateways)
                    .once(
                            "gate opened",
                            RunEvent.opened(
                                    gate.runId(),
                                    gate.mode(),
                                    gate.opened(),
                                    gate.kind().word(),
                                    gate.expires()));
        } else {
            // Nobody may have looked since; and a decision may have come for an earlier try, which nobody waits for
            // now.
            new GateDesk(gateways).finish(gate);
        }
        if (gates.decision(gate).proven().isEmpty()) {
            if (!gateways.clock().instant().isBefore(gate.expires())) {
                throw new ExpiredGate(gateways, plan.runId()).problem(kind).asException();
            }
            sendMails(gate, configuration.approvals(), pageUrl);
            new GateReminders(gateways).send(gate, configuration.approvals(), pageUrl);
        }
        return change;
    }

    private Gate gate(FrozenPlan plan, GateKind kind, String taskToken) {
        var runId = plan.runId();
        var configuration = plan.configuration();
        var run = files.run(runId);
        var starter = Starter.of(gateways.executions(), run);
        var people = starter.people(kind.people(configuration));
        var listeners = gateways.notices().listeners();
        var approvers = approvers(listeners, configuration, people, starter.address());
        // Seconds are what a person reads, and a signature must not depend on how a store keeps fractions.
        var opened = Instant.ofEpochSecond(gateways.clock().instant().getEpochSecond());
        var gate = new Gate(
                Gate.id(runId, kind),
                runId,
                run.mode(),
                run.sharesDatabase(),
                kind,
                opened,
                opened.plus(configuration.gateExpiry()),
                approvers,
                people,
                starter.address(),
                configuration.domain(),
                plan.digest(),
                Evidence.digest(files, runId, kind),
                Stream.of(
                                Listeners.waiting(
                                        listeners, configuration.approvals().addresses())
                                        .stream(),
                                notAsked(configuration, approvers).stream(),
                                EvidenceText.lines(Evidence.of(files, runId), configuration).stream(),
                                OperatorSteps.lines(kind, configuration).stream())
                        .flatMap(lines -> lines)
                        .toList(),
                new OutlookReading(files, configuration).of(run, kind),
                gateways.secretVault().encrypt(Gate.tokenContext(runId, kind), taskToken),
                Optional.empty());
        return writing.seals().seal(gate);
    }

    private static Optional<String> notAsked(Configuration configuration, List<String> approvers) {
        return Optional.of(String.join(
                        ", ",
                        distinct(configuration.approvals().approvers()).stream()
                                .filter(address -> !approvers.contains(address))
                                .toList()))
                .filter(names -> !names.isEmpty())
                .map(names ->
                        "NOT ASKED, because their mail subscription is not confirmed or was ended: " + names + ".");
    }

    private List<String> approvers(
            List<Listener> listeners, Configuration configuration, int people, Optional<String> requestedBy) {
        var named = distinct(configuration.approvals().approvers());
        if (!Tally.canBeApprovedBy(people, requestedBy, named)) {
            throw Problem.operator(
                            "APPROVERS_TOO_FEW",
                            "The gate needs " + people
                                    + " people, one of them another than whoever started the run, and " + named.size()
                                    + " approvers are configured. One person is enough only where AWS has recorded who started it.",
                            "Name more people in approvals.approvers of landfall.json.")
                    .asException();
        }
        var confirmed = Listeners.require(listeners, configuration.approvals().addresses()).stream()
                .filter(Listener::confirmed)
                .map(Listener::endpoint)
                .toList();
        var reachable = named.stream()
                .filter(address -> confirmed.stream().anyMatch(address::equalsIgnoreCase))
                .toList();
        if (!Tally.canBeApprovedBy(people, requestedBy, reachable)) {
            throw Problem.operator(
                            "APPROVERS_NOT_CONFIRMED",
                            "Of " + named.size() + " approvers only " + reachable.size()
                                    + " confirmed that they want Landfall's mail, too few to pass the gate.",
                            "Have the others confirm the subscription mail they got.")
                    .asException();
        }
        return reachable;
    }

    private static List<String> distinct(List<String> addresses) {
        var distinct = new ArrayList<String>();
        for (var address : addresses) {
            if (distinct.stream().noneMatch(address::equalsIgnoreCase)) {
                distinct.add(address.strip().toLowerCase(Locale.ROOT));
            }
        }
        return distinct;
    }

    private Change put(Gate wanted, String taskToken) {
        var key = Gate.key(wanted.id());
        if (files.writeIfAbsent(key, wanted) == Change.CREATED) {
            return Change.CREATED;
        }
        var there = gates.gate(wanted.id());
        there.refused().ifPresent(refused -> writing.note(wanted, refused));
        if (there.proven().isEmpty()) {
            return files.write(key, wanted);
        }
        return takeOver(there.proven().get(), taskToken);
    }

    /** Who decides on what stays as it was opened; whoever ended a subscription since ends no gate by that. */
    private Change takeOver(Gate present, String taskToken) {
        var token = gateways.secretVault().decrypt(present.tokenContext(), present.encryptedToken());
        return token.equals(taskToken)
                ? Change.UNCHANGED
                : files.write(
                        Gate.key(present.id()),
                        writing.seals()
                                .seal(present.withToken(
                                        gateways.secretVault().encrypt(present.tokenContext(), taskToken))));
    }

    private void sendMails(Gate gate, Approvals approvals, String pageUrl) {
        var links = new GateLink(gateways.secretVault());
        var unsent = gate.approvers().stream()
                .filter(address -> gates.mail(gate, address).proven().isEmpty())
                .toList();
        if (!unsent.isEmpty()) {
            awaitPage(pageUrl);
            var _ = Listeners.require(gateways.notices().listeners(), approvals.addresses());
        }
        for (var address : unsent) {
            var text = GateMail.text(gate, links.url(pageUrl, gate, address));
            gateways.notices().send(address, GateMail.subject(gate), text);
            // After sending: a mail that comes twice is better than one that never comes.
            writing.keep(gate, new SentMail(address, gateways.clock().instant(), Optional.empty(), Optional.empty()));
        }
    }

    /** A link that does not open when the mail comes is taken for a bad one; a page that sleeps wakes within minutes. */
    private void awaitPage(String pageUrl) {
        gateways.notices().pageSilence(pageUrl).ifPresent(why -> {
            throw new StillWaitingException(
                    "APPROVAL_PAGE_SILENT",
                    "No mail was sent yet: the approval page at " + pageUrl + " does not answer: " + why,
                    "Look at the function ApprovalPage, its API and approvals.pageUrl.");
        });
    }
}
