package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Listener;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.http.JdkHttpProbe;
import dev.landfall.gateway.http.PageProbe;
import dev.landfall.model.failure.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * Mail through one SNS topic: every address has a subscription of its own whose filter policy takes the messages with
 * its address in the attribute {@value #ADDRESS}.
 */
public final class SnsNotices implements Notices {

    static final String ADDRESS = "address";

    static final String EVENT_SOURCE = "landfall";

    /** With all retries: while users wait, nobody waits for what informs others. */
    private static final Duration EVENT_WITHIN = Duration.ofSeconds(5);

    /** A page that sleeps takes a few seconds to wake. */
    private static final Duration PAGE_WITHIN = Duration.ofSeconds(10);

    /** What SNS takes as subject: fewer than 100 characters, no line break, no control character. */
    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cntrl}]{1,99}");

    private final Supplier<SnsClient> sns;
    private final Supplier<EventBridgeClient> events;
    private final String topicArn;
    private final Optional<String> approvalPage;

    public SnsNotices(AwsConnection connection, String topicArn, Optional<String> approvalPage) {
        this.sns = new Later<>(() -> connection.client(SnsClient.builder()));
        this.events = new Later<>(() -> connection.client(EventBridgeClient.builder()));
        this.topicArn = topicArn;
        this.approvalPage = approvalPage;
    }

    @Override
    public Optional<String> approvalPage() {
        return approvalPage;
    }

    @Override
    public Optional<String> pageSilence(String pageUrl) {
        return new PageProbe(new JdkHttpProbe(PAGE_WITHIN)).silence(pageUrl);
    }

    @Override
    public List<String> confirmedAddresses() {
        return addresses(subscription -> true);
    }

    @Override
    public List<Listener> listeners() {
        return AwsProblem.guard(
                "list the subscriptions of " + topicArn,
                () ->
                        sns
                                .get()
                                .listSubscriptionsByTopicPaginator(request -> request.topicArn(topicArn))
                                .subscriptions()
                                .stream()
                                .map(this::listener)
                                .toList());
    }

    private Listener listener(Subscription subscription) {
        boolean confirmed = isConfirmed(subscription);
        return new Listener(
                subscription.subscriptionArn(),
                subscription.protocol(),
                subscription.endpoint(),
                confirmed,
                confirmed && AddressFilter.letsOnlyThrough(subscription.endpoint(), attributes(subscription)));
    }

    @Override
    public List<String> unprotectedAddresses() {
        return addresses(subscription -> !confirmedSignedIn(subscription));
    }

    private List<String> addresses(Predicate<Subscription> which) {
        return AwsProblem.guard(
                "list the subscriptions of " + topicArn,
                () ->
                        sns
                                .get()
                                .listSubscriptionsByTopicPaginator(request -> request.topicArn(topicArn))
                                .subscriptions()
                                .stream()
                                .filter(SnsNotices::confirmedMail)
                                .filter(which)
                                .map(Subscription::endpoint)
                                .distinct()
                                .sorted()
                                .toList());
    }

    /** Only then does SNS ask who ends the subscription to sign in. */
    private boolean confirmedSignedIn(Subscription subscription) {
        return attributes(subscription)
                .getOrDefault("ConfirmationWasAuthenticated", "false")
                .equals("true");
    }

    private Map<String, String> attributes(Subscription subscription) {
        return sns.get()
                .getSubscriptionAttributes(request -> request.subscriptionArn(subscription.subscriptionArn()))
                .attributes();
    }

    private static boolean confirmedMail(Subscription subscription) {
        return subscription.protocol().equals("email") && isConfirmed(subscription);
    }

    /** Until an address confirms, the word PendingConfirmation stands where the ARN will be. */
    private static boolean isConfirmed(Subscription subscription) {
        return subscription.subscriptionArn().startsWith("arn:");
    }

    /** On the account's default bus, which rules of others listen to. */
    @Override
    public Change announce(String kind, String json) {
        var entry = PutEventsRequestEntry.builder()
                .source(EVENT_SOURCE)
                .detailType(kind)
                .detail(json)
                .build();
        var answer = AwsProblem.guard(
                "put the event " + kind,
                () -> events.get()
                        .putEvents(request -> request.entries(entry)
                                .overrideConfiguration(limits -> limits.apiCallTimeout(EVENT_WITHIN))));
        if (answer.failedEntryCount() > 0) {
            throw Problem.retry(
                            "EVENT_NOT_TAKEN",
                            "EventBridge did not take the event " + kind + ": "
                                    + answer.entries().getFirst().errorCode() + ".",
                            "Nothing of the run depends on it.")
                    .asException();
        }
        return Change.CREATED;
    }

    @Override
    public Change send(String address, String subject, String text) {
        if (!SUBJECT.matcher(subject).matches()) {
            throw Problem.bug("MAIL_SUBJECT_INVALID", "SNS would not take the subject: " + subject + ".")
                    .asException();
        }
        AwsProblem.guard(
                "send mail through " + topicArn,
                () -> sns.get()
                        .publish(request -> request.topicArn(topicArn)
                                .subject(subject)
                                .message(text)
                                .messageAttributes(Map.of(
                                        ADDRESS,
                                        MessageAttributeValue.builder()
                                                .dataType("String")
                                                // Filters tell capitals apart; the deployment writes them without.
                                                .stringValue(address.toLowerCase(Locale.ROOT))
                                                .build()))));
        return Change.CREATED;
    }
}
