package dev.landfall.infra.pipeline;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Where the end of an execution goes that CloseAbandonedRun did not get or could not work on; its run stays open. */
public final class AbandonedEvents extends Construct {

    private final Queue queue;

    public AbandonedEvents(Construct scope, String id) {
        super(scope, id);
        this.queue = Queue.Builder.create(this, "Queue")
                // SQS's own key: an own one would need a policy that lets EventBridge in. A message holds no secret.
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .build();
    }

    public IQueue queue() {
        return queue;
    }
}
