package dev.landfall.infra.pipeline;

import dev.landfall.infra.EvidenceStack;
import dev.landfall.infra.function.ResourceNames;
import dev.landfall.model.rights.AwsResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AwsLogDriver;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** The mover: its image, the ECS task that dumps, and the role of the Kubernetes Jobs that restore. */
public final class MoverProgram extends Construct {

    /** Named by the definition's container override. */
    static final String CONTAINER = "mover";

    private final DockerImageAsset image;
    private final FargateTaskDefinition task;
    private final Role jobRole;

    /**
     * What the mover is made of and works on.
     *
     * @param folder in which the image is built: the checkout, for the Dockerfile names files of several modules
     * @param names for the policies
     * @param storage buckets with prefixes that blobs are copied between; the last is written to
     * @param identity how its Jobs come by their role
     */
    public record Source(String folder, ResourceNames names, List<String> storage, JobIdentity identity) {}

    public MoverProgram(Construct scope, String id, Source source, EvidenceStack evidence, LogGroups logs) {
        super(scope, id);
        // Made of files only: a synth needs no container engine, a deployment does.
        this.image = DockerImageAsset.Builder.create(this, "Image")
                .directory(source.folder())
                .file("mover/container/Dockerfile")
                .exclude(allBut(
                        "mover/container",
                        "mover/target/mover.jar",
                        "functions/src/main/resources/dev/landfall/gateway/postgres/rds-roots.pem"))
                .platform(Platform.LINUX_ARM64)
                .build();
        this.task = FargateTaskDefinition.Builder.create(this, "Task")
                .family(logs.deployment().named("mover"))
                .cpu(2048)
                .memoryLimitMiB(4096)
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.ARM64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .volumes(List.of(Volume.builder().name("tmp").build()))
                .build();
        container(logs);
        this.jobRole = source.identity().role(this, "JobRole");
        for (var role : List.of(task.getTaskRole(), jobRole)) {
            carry(role, source, evidence);
        }
        task.getTaskRole()
                .addToPrincipalPolicy(allow(
                        List.of("secretsmanager:GetSecretValue"),
                        source.names().arns(Stack.of(this), AwsResource.SECRETS)));
        storage(source.storage());
    }

    public String imageUri() {
        return image.getImageUri();
    }

    public FargateTaskDefinition task() {
        return task;
    }

    public Role jobRole() {
        return jobRole;
    }

    private void container(LogGroups logs) {
        ContainerDefinition container = task.addContainer(
                CONTAINER,
                ContainerDefinitionOptions.builder()
                        .containerName(CONTAINER)
                        .image(ContainerImage.fromDockerImageAsset(image))
                        .readonlyRootFilesystem(true)
                        .logging(AwsLogDriver.Builder.create()
                                .streamPrefix(CONTAINER)
                                .logGroup(logs.create(
                                        this, "Logs", "/" + logs.deployment().path("mover")))
                                .build())
                        .build());
        container.addMountPoints(MountPoint.builder()
                .sourceVolume("tmp")
                .containerPath("/tmp")
                .readOnly(false)
                .build());
    }

    /** Reads and writes the data of runs, and answers the state that waits for it. */
    private void carry(IRole role, Source source, EvidenceStack evidence) {
        var bucket = evidence.bucket();
        role.addToPrincipalPolicy(allow(
                List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"),
                List.of(bucket.arnForObjects("runs/*"))));
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(bucket.getBucketArn()))
                .conditions(Map.of("StringLike", Map.of("s3:prefix", "runs/*")))
                .build());
        role.addToPrincipalPolicy(allow(
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                List.of(evidence.key().getKeyArn())));
        role.addToPrincipalPolicy(allow(
                List.of("states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"),
                source.names().arns(Stack.of(this), AwsResource.MACHINES)));
    }

    private void storage(List<String> locations) {
        if (locations.isEmpty()) {
            return;
        }
        var partition = "arn:" + Stack.of(this).getPartition() + ":s3:::";
        var objects = new ArrayList<String>();
        var buckets = new ArrayList<String>();
        for (var location : locations) {
            objects.add(partition + location + "/*");
            buckets.add(partition + location.replaceAll("/.*", ""));
        }
        jobRole.addToPolicy(
                allow(List.of("s3:ListBucket"), buckets.stream().distinct().toList()));
        jobRole.addToPolicy(allow(List.of("s3:GetObject"), objects));
        jobRole.addToPolicy(allow(List.of("s3:PutObject"), List.of(objects.getLast())));
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }

    /** Leaves out everything but these, each with the folders above it let in and what else they hold left out. */
    private static List<String> allBut(String... wanted) {
        var patterns = new LinkedHashSet<>(List.of("*"));
        for (var path : wanted) {
            for (var slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                patterns.add("!" + path.substring(0, slash));
                patterns.add(path.substring(0, slash) + "/*");
            }
            patterns.add("!" + path);
        }
        return List.copyOf(patterns);
    }
}
