package dev.landfall.infra.pipeline;

import dev.landfall.infra.guard.LandfallRoles;
import dev.landfall.infra.guard.TopicGuard;
import dev.landfall.model.DeploymentName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Mail: to one approver at a time, and alarms to all of them. Each address confirms each subscription once. */
public final class NoticeTopics extends Construct {

    private final Topic notices;
    private final Topic alarms;

    /**
     * @param escalateTo who is told where approvers do not answer, and is none of them: notices, and no alarms
     */
    public NoticeTopics(
            Construct scope,
            String id,
            IKey key,
            List<String> approvers,
            Optional<String> escalateTo,
            DeploymentName deployment) {
        super(scope, id);
        this.notices = topic("Notices", "Landfall", key);
        this.alarms = topic("Alarms", "Landfall alarms", key);
        // A topic's own policy, such as the one that refuses plain HTTP, takes the place of the default one, which let
        // the account's alarms in.
        alarms.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(alarms.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        var roles = new LandfallRoles(Stack.of(this), deployment);
        List.of(notices, alarms).forEach(topic -> topic.addToResourcePolicy(TopicGuard.ofListeners(roles, topic)));
        for (var address : approvers) {
            notices.addSubscription(own(address));
            alarms.addSubscription(EmailSubscription.Builder.create(address).build());
        }
        escalateTo.ifPresent(address -> notices.addSubscription(own(address)));
    }

    /** Without the filter everybody would get everybody's link. */
    private static EmailSubscription own(String address) {
        return EmailSubscription.Builder.create(address)
                .filterPolicy(Map.of(
                        "address",
                        SubscriptionFilter.stringFilter(StringConditions.builder()
                                // As the mails are sent: a filter tells capitals apart.
                                .allowlist(List.of(address.toLowerCase(Locale.ROOT)))
                                .build())))
                .build();
    }

    public Topic notices() {
        return notices;
    }

    public Topic alarms() {
        return alarms;
    }

    private Topic topic(String id, String displayName, IKey key) {
        return Topic.Builder.create(this, id)
                .displayName(displayName)
                .masterKey(key)
                .enforceSsl(true)
                .build();
    }
}
