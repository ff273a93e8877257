package dev.landfall.infra.pipeline;

import dev.landfall.infra.DeployedConfiguration;
import dev.landfall.infra.EvidenceStack;
import dev.landfall.infra.guard.LandfallRoles;
import dev.landfall.infra.guard.TrustedService;
import dev.landfall.model.Architecture;
import dev.landfall.model.MoverSize;
import dev.landfall.model.rights.ResourceNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.AwsLogDriver;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** The mover: its images, the ECS task that dumps, and the role of the Kubernetes Jobs that restore. */
public final class MoverProgram extends Construct {

    /** Named by the definition's container override. */
    static final String CONTAINER = "mover";

    private final MoverImages images;
    private final FargateTaskDefinition task;
    private final Role jobRole;

    /**
     * What the mover is made of and works on.
     *
     * @param folder in which the image is built: the checkout, for the Dockerfile names files of several modules
     * @param names for the policies
     * @param storage that its Jobs copy
     * @param identity how its Jobs come by their role
     * @param jobs architecture of its Jobs; empty where the cluster's nodes decide when one is created
     * @param task architecture of the ECS task
     * @param size of the ECS task
     * @param workers of each mover
     */
    public record Source(
            String folder,
            ResourceNames names,
            Optional<DeployedConfiguration.CopiedStorage> storage,
            JobIdentity identity,
            Optional<Architecture> jobs,
            Architecture task,
            MoverSize size,
            int workers) {}

    public MoverProgram(Construct scope, String id, Source source, EvidenceStack evidence, LogGroups logs) {
        super(scope, id);
        this.images = new MoverImages(this, "Image", source.folder(), source.jobs(), source.task());
        var stack = Stack.of(this);
        var taskRole = Role.Builder.create(this, "TaskRole")
                .roleName(new LandfallRoles(stack, logs.deployment()).name(LandfallRoles.MOVER_TASK))
                .description("Landfall: the mover's task beside the source")
                .assumedBy(TrustedService.of(stack, "ecs-tasks.amazonaws.com", new TrustedService.Resource("ecs", "*")))
                .build();
        this.task = FargateTaskDefinition.Builder.create(this, "Task")
                .taskRole(taskRole)
                .family(logs.deployment().named("mover"))
                .cpu(source.size().cpuUnits())
                .memoryLimitMiB(source.size().memoryMebibytes())
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(MoverImages.cpu(source.task()))
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .volumes(List.of(Volume.builder().name("tmp").build()))
                .build();
        container(source, logs);
        this.jobRole = source.identity().role(this, "JobRole");
        var rights = new MoverRights(stack, source.names(), evidence.bucket(), evidence.key());
        rights.ofTask().forEach(taskRole::addToPolicy);
        rights.ofJobs().forEach(jobRole::addToPolicy);
        source.storage()
                .ifPresent(storage -> StorageRights.statements(stack, storage, rights.customerKeys())
                        .forEach(jobRole::addToPolicy));
    }

    /** The variables by which functions know the images of Jobs. */
    public Map<String, String> imageVariables() {
        return images.variables();
    }

    public FargateTaskDefinition task() {
        return task;
    }

    public Role jobRole() {
        return jobRole;
    }

    private void container(Source source, LogGroups logs) {
        ContainerDefinition container = task.addContainer(
                CONTAINER,
                ContainerDefinitionOptions.builder()
                        .containerName(CONTAINER)
                        .image(ContainerImage.fromDockerImageAsset(images.of(source.task())))
                        .environment(Map.of(MoverSize.HEAP_VARIABLE, MoverSize.heap(source.workers())))
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
}
