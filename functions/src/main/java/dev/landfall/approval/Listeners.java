package dev.landfall.approval;

import dev.landfall.gateway.Listener;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who hears the mails of a gate. One topic carries everybody's link, and only each subscription's filter keeps it from
 * the others: whoever listens besides, or without that filter, would have everybody's vote.
 */
final class Listeners {

    private Listeners() {}

    /** Those of the approvers; {@code LISTENERS_UNKNOWN} where anybody hears what is meant for somebody else. */
    static List<Listener> require(List<Listener> all, List<String> approvers) {
        var overhearing =
                all.stream().filter(listener -> listener.overhears(approvers)).toList();
        if (!overhearing.isEmpty()) {
            throw Problem.operator(
                            "LISTENERS_UNKNOWN",
                            "No mail was sent, because somebody besides the approvers would get their links, or an approver those of the others: "
                                    + overhearing.stream()
                                            .map(listener -> listener.words() + " (" + listener.id() + ")")
                                            .collect(Collectors.joining(", "))
                                    + ".",
                            "End each with aws sns unsubscribe --subscription-arn, deploy again where it was an approver's, find out who made it, and start a new run.")
                    .asException();
        }
        return all.stream().filter(listener -> listener.isMailOf(approvers)).toList();
    }

    /**
     * A sentence about who asked for the approvers' mail, is none of them, and has not confirmed: they get nothing yet, and
     * nobody but SNS can remove them, so to refuse would let a stranger stop every run.
     */
    static Optional<String> waiting(List<Listener> all, List<String> approvers) {
        var waiting = all.stream()
                .filter(listener -> !listener.confirmed() && !listener.isMailOf(approvers))
                .map(Listener::words)
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(waiting)
                .filter(words -> !words.isEmpty())
                .map(words -> "SOMEBODY ELSE asked for the approvers' mail and has not confirmed: " + words
                        + ". Find out who subscribed them.");
    }
}
