package dev.landfall.transfer;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Reads the scheduler's message about a pod that it finds no node for, such as {@code Unschedulable: 0/3 nodes are
 * available: 1 node(s) had untolerated taint {a: b}, 2 node(s) didn't match Pod's node affinity/selector. preemption: …}:
 * each node is counted under the first reason that keeps the pod off it, and the selector is looked at before room is.
 */
final class Unschedulable {

    private static final Pattern NONE_OF = Pattern.compile("Unschedulable: 0/\\d+ nodes are available: (.*)");

    /** After it stands what would become of running pods. */
    private static final String REST = "(?s)\\.? (preemption|no new claims to deallocate).*|\\.$";

    private static final String SELECTOR = "node(s) didn't match Pod's node affinity/selector";

    private Unschedulable() {}

    /** Whether no node that takes pods is of what the selector asks for; a node without room is of it. */
    static boolean forItsSelector(String reason) {
        var message = NONE_OF.matcher(reason);
        if (!message.matches()) {
            return false;
        }
        var reasons = Arrays.stream(message.group(1).replaceAll(REST, "").split(", (?=\\d+ )"))
                .map(each -> each.replaceFirst("^\\d+ ", ""))
                .toList();
        return reasons.contains(SELECTOR) && reasons.stream().allMatch(Unschedulable::isBeforeRoom);
    }

    private static boolean isBeforeRoom(String reason) {
        return reason.equals(SELECTOR)
                || reason.startsWith("node(s) had untolerated taint")
                || reason.startsWith("node(s) were unschedulable");
    }
}
