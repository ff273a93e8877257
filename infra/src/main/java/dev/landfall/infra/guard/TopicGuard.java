package dev.landfall.infra.guard;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * Nobody listens but whom the deployment subscribes: each subscription gets only its own address's mail by a filter, and
 * one without it would get every approver's link.
 */
public final class TopicGuard {

    private TopicGuard() {}

    public static PolicyStatement ofListeners(LandfallRoles roles, ITopic topic) {
        return Refusal.toAllBut(
                List.of(roles.cloudFormation(), roles.root()),
                "SubscribesNobody",
                List.of("sns:AddPermission", "sns:RemovePermission", "sns:SetTopicAttributes", "sns:Subscribe"),
                List.of(topic.getTopicArn()));
    }
}
