package dev.landfall.gateway;

import java.util.List;

/**
 * One subscription of the topic that carries the approvers' mail.
 *
 * @param id by which it is ended; while it is pending, no name that anything can be done with
 * @param protocol SNS's word: {@code email}, {@code sqs}, {@code https} …
 * @param confirmed whether messages reach it; a pending one gets none
 * @param ownMailOnly whether its filter lets nothing through but what is meant for its endpoint
 */
public record Listener(String id, String protocol, String endpoint, boolean confirmed, boolean ownMailOnly) {

    /** Whether it is the mail box of one of them. */
    public boolean isMailOf(List<String> addresses) {
        return protocol.equals("email") && addresses.stream().anyMatch(endpoint::equalsIgnoreCase);
    }

    /** Whether it hears what is meant for somebody else. */
    public boolean overhears(List<String> addresses) {
        return confirmed && !(ownMailOnly && isMailOf(addresses));
    }

    /** Such as {@code email ops@example.com}. */
    public String words() {
        return protocol + " " + endpoint;
    }
}
