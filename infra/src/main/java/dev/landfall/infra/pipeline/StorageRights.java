package dev.landfall.infra.pipeline;

import dev.landfall.infra.DeployedConfiguration.CopiedStorage;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What copying Retool Storage inside S3 asks for: exactly the calls of the mover's {@code StorageCopy}. */
final class StorageRights {

    private StorageRights() {}

    /**
     * The statements of the role that copies.
     *
     * @param keys of the account's owner: either bucket may be encrypted under one of them
     */
    static List<PolicyStatement> statements(Stack stack, CopiedStorage storage, List<String> keys) {
        var prefix = "arn:" + stack.getPartition() + ":s3:::";
        var from = prefix + storage.from() + "/*";
        var to = prefix + storage.to() + "/*";
        var buckets = Stream.of(storage.from(), storage.to())
                .map(location -> prefix + location.replaceAll("/.*", ""))
                .distinct()
                .toList();
        return Stream.of(
                        allow(List.of("s3:ListBucket"), buckets),
                        // S3 copies an object's tags with it, and asks for both rights where it has any.
                        allow(List.of("s3:GetObject", "s3:GetObjectTagging"), List.of(from)),
                        // What is there is looked at; a large copy that fails takes its parts away.
                        allow(
                                List.of(
                                        "s3:AbortMultipartUpload",
                                        "s3:GetObject",
                                        "s3:PutObject",
                                        "s3:PutObjectTagging"),
                                List.of(to)),
                        allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), keys))
                .filter(statement -> !statement.getResources().isEmpty())
                .toList();
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
