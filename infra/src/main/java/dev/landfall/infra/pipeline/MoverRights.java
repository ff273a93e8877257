package dev.landfall.infra.pipeline;

import dev.landfall.infra.function.StackPlace;
import dev.landfall.model.rights.ArnPattern;
import dev.landfall.model.rights.AwsResource;
import dev.landfall.model.rights.ResourceNames;
import dev.landfall.model.rights.StoreObject;
import dev.landfall.model.rights.StoreWrites;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/** What the mover may do: the task writes the copy and nothing that is proof of it, the Jobs the other way round. */
record MoverRights(Stack stack, ResourceNames names, IBucket bucket, IKey key) {

    private static final List<String> ANSWERS =
            List.of("states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess");

    /** The task beside the source. It reads passwords of the source's databases, and only a move waits for it. */
    List<PolicyStatement> ofTask() {
        var statements = new ArrayList<>(store(StoreWrites.MOVER_TASK, "runs/*/databases/*"));
        statements.add(allow(List.of("s3:PutObjectTagging"), arns(StoreObject.DUMP_DATA)));
        statements.add(allow(ANSWERS, arns(AwsResource.MIGRATION)));
        statements.add(allow(
                List.of("secretsmanager:GetSecretValue"),
                Stream.of(AwsResource.DATABASE_SECRETS, AwsResource.SOURCE_PASSWORDS)
                        .flatMap(secrets -> arns(secrets).stream())
                        .toList()));
        if (!customerKeys().isEmpty()) {
            statements.add(allow(List.of("kms:Decrypt"), customerKeys()));
        }
        return statements;
    }

    /** Jobs restore and compare for a move, and count for a rollback. Their passwords come as files. */
    List<PolicyStatement> ofJobs() {
        var statements = new ArrayList<>(store(StoreWrites.MOVER_JOB, "runs/*"));
        statements.add(allow(
                ANSWERS,
                Stream.of(AwsResource.MIGRATION, AwsResource.ROLLBACK)
                        .flatMap(machine -> arns(machine).stream())
                        .toList()));
        return statements;
    }

    /** Of the account's owner. */
    List<String> customerKeys() {
        return arns(AwsResource.CUSTOMER_KEYS);
    }

    private List<PolicyStatement> store(StoreWrites own, String read) {
        return List.of(
                allow(List.of("s3:GetObject"), List.of(bucket.arnForObjects(read))),
                allow(List.of("s3:PutObject"), objects(own.writes())),
                allow(List.of("s3:DeleteObject"), objects(own.removes())),
                PolicyStatement.Builder.create()
                        .actions(List.of("s3:ListBucket"))
                        .resources(List.of(bucket.getBucketArn()))
                        .conditions(Map.of("StringLike", Map.of("s3:prefix", "runs/*")))
                        .build(),
                allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key.getKeyArn())));
    }

    private List<String> objects(Collection<StoreObject> objects) {
        return objects.stream()
                .map(object -> bucket.arnForObjects(object.keys()))
                .toList();
    }

    private List<String> arns(ArnPattern resource) {
        return names.arns(resource, StackPlace.of(stack));
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
