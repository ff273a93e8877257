package dev.landfall.gateway;

import java.util.List;
import java.util.Optional;

/** Plain mail: SNS in AWS, an outbox folder on a laptop. */
public interface Notices {

    /** Where links in mails lead: the deployed approval page; empty where only the configuration knows it. */
    default Optional<String> approvalPage() {
        return Optional.empty();
    }

    /** Addresses whose subscription is confirmed; mail to others is not delivered. */
    List<String> confirmedAddresses();

    /**
     * Those of the confirmed addresses whose subscription anybody ends who opens the link at the end of a mail, without
     * signing in: a mail scanner too.
     */
    List<String> unprotectedAddresses();

    /**
     * Sends one mail.
     *
     * @param subject under 100 characters, as SNS asks
     */
    Change send(String address, String subject, String text);
}
