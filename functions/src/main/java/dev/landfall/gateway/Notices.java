package dev.landfall.gateway;

import java.util.List;
import java.util.Optional;

/** Plain mail: SNS in AWS, an outbox folder on a laptop. */
public interface Notices {

    /** What the approval page says of itself at {@code <page>/health}. */
    String PAGE_ALIVE = "The approval page answers";

    /** Where links in mails lead: the deployed approval page; empty where only the configuration knows it. */
    default Optional<String> approvalPage() {
        return Optional.empty();
    }

    /**
     * Asks the approval page for its sign of life, from where the mails are sent.
     *
     * @param pageUrl where the links in the mails lead
     * @return why the page does not answer, in words; empty where it does
     */
    Optional<String> pageSilence(String pageUrl);

    /** Addresses whose subscription is confirmed; mail to others is not delivered. */
    List<String> confirmedAddresses();

    /** Everybody whom a message could reach, however they came to be there; pending ones too. */
    List<Listener> listeners();

    /**
     * Those of the confirmed addresses whose subscription anybody ends who opens the link at the end of a mail, without
     * signing in: a mail scanner too.
     */
    List<String> unprotectedAddresses();

    /**
     * Tells other programs of the account what happened.
     *
     * @param kind as {@code docs/events.md} lists them, such as {@code Landfall run started}
     * @param json the event's detail, an object
     */
    Change announce(String kind, String json);

    /**
     * Sends one mail.
     *
     * @param subject under 100 characters, as SNS asks
     */
    Change send(String address, String subject, String text);
}
