package dev.landfall.infra.iam;

import dev.landfall.infra.SampleConfiguration;
import dev.landfall.model.rights.StoreArea;
import dev.landfall.model.rights.StoreObject;
import dev.landfall.model.rights.StoreWrites;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the mover asks of AWS: the task beside the source, and the Jobs in the target's cluster. */
record MoverRequests(SampleConfiguration configuration, Deployed deployed) {

    List<Request> all() {
        return Stream.of(
                        store(taskRole(), StoreWrites.MOVER_TASK, "migrate"),
                        store(jobRole(), StoreWrites.MOVER_JOB, "migrate"),
                        store(jobRole(), StoreWrites.MOVER_JOB, "rollback"),
                        tags(),
                        passwords(),
                        storage(),
                        image())
                .flatMap(requests -> requests)
                .toList();
    }

    String taskRole() {
        return task().text("/TaskRoleArn");
    }

    /** The one that pods take, by Pod Identity or by a provider's token. */
    String jobRole() {
        return deployed.all("AWS::IAM::Role")
                .filter(role -> role.text("/Description").equals("Landfall: the mover's Jobs in the target cluster"))
                .findFirst()
                .orElseThrow()
                .arn();
    }

    /** {@code ObjectStore} and {@code StateToken} of the mover. */
    private Stream<Request> store(String role, StoreWrites own, String machine) {
        var bucket = bucket();
        var waiting = Account.arn("states", "stateMachine:landfall-" + machine);
        var key = deployed.all("AWS::KMS::Key")
                .filter(each -> each.text("/Description").contains("run bucket"))
                .findFirst()
                .orElseThrow()
                .arn();
        return Stream.of(
                        objects(role, "s3:PutObject", own.writes()),
                        objects(role, "s3:DeleteObject", own.removes()),
                        objects(role, "s3:GetObject", StoreObject.in(StoreArea.DATA)),
                        Stream.of(new Request(
                                role,
                                "s3:ListBucket",
                                bucket.arn(),
                                Map.of("s3:prefix", "runs/cutover-1/databases/app/"),
                                "mover")),
                        Stream.of("kms:Decrypt", "kms:GenerateDataKey").map(action -> request(role, action, key)),
                        Stream.of("states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess")
                                .map(action -> request(role, action, waiting)))
                .flatMap(requests -> requests);
    }

    private Stream<Request> objects(String role, String action, List<StoreObject> objects) {
        return objects.stream()
                .map(object -> request(
                        role, action, bucket().arn() + "/" + object.keys().replace("*", "cutover-1")));
    }

    /** Segments carry the tag by which the bucket's lifecycle removes them. */
    private Stream<Request> tags() {
        return objects(taskRole(), "s3:PutObjectTagging", List.of(StoreObject.DUMP_DATA));
    }

    /** {@code PasswordReference}: only the source's may lie in Secrets Manager; Jobs get a file. */
    private Stream<Request> passwords() {
        return Stream.concat(
                Stream.concat(
                                Source.of(configuration).databaseSecrets().stream(),
                                Stream.of(Source.secret("landfall/source/app-AbCdEf")))
                        .map(secret -> request(taskRole(), "secretsmanager:GetSecretValue", secret)),
                Source.of(configuration).customerKeys().stream().map(key -> request(taskRole(), "kms:Decrypt", key)));
    }

    /** {@code StorageCopy} and {@code LargeObjectCopy}, where the configuration copies blobs. */
    private Stream<Request> storage() {
        if (configuration != SampleConfiguration.FULL) {
            return Stream.empty();
        }
        var from = "arn:aws:s3:::retool-blobs";
        var to = "arn:aws:s3:::blueprint-blobs";
        var role = jobRole();
        return Stream.of(
                        Stream.of(request(role, "s3:ListBucket", from), request(role, "s3:ListBucket", to)),
                        Stream.of("s3:GetObject", "s3:GetObjectTagging")
                                .map(action -> request(role, action, from + "/production/a/b.png")),
                        Stream.of("s3:GetObject", "s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload")
                                .map(action -> request(role, action, to + "/retool/a/b.png")),
                        Source.of(configuration).customerKeys().stream()
                                .flatMap(key -> Stream.of(
                                        request(role, "kms:Decrypt", key), request(role, "kms:GenerateDataKey", key))))
                .flatMap(requests -> requests);
    }

    /** What ECS does with the execution role before the mover starts. */
    private Stream<Request> image() {
        var role = task().text("/ExecutionRoleArn");
        var group = deployed.one("AWS::Logs::LogGroup", "/LogGroupName", "/landfall/mover")
                .arn();
        return Stream.concat(
                Stream.of(request(role, "ecr:GetAuthorizationToken", "*")),
                Stream.of("logs:CreateLogStream", "logs:PutLogEvents")
                        .map(action -> request(role, action, group.replace(":*", ":log-stream:mover/mover/1"))));
    }

    private Deployed.Resource task() {
        return deployed.one("AWS::ECS::TaskDefinition", "/Family", Requests.FAMILY);
    }

    Deployed.Resource bucket() {
        return deployed.all("AWS::S3::Bucket")
                .filter(each ->
                        each.properties().path("BucketEncryption").toString().contains("aws:kms"))
                .findFirst()
                .orElseThrow();
    }

    private static Request request(String role, String action, String resource) {
        return new Request(role, action, resource, "mover");
    }
}
