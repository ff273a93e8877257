package dev.landfall.infra.pipeline;

import dev.landfall.model.Architecture;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.constructs.Construct;

/** The mover's image, once for each platform that is needed. */
final class MoverImages extends Construct {

    private final Set<Architecture> ofJobs;
    private final Map<Architecture, DockerImageAsset> assets = new EnumMap<>(Architecture.class);

    /**
     * Builds what is needed and no more.
     *
     * @param folder in which the image is built: the checkout, for the Dockerfile names files of several modules
     * @param jobs of the Jobs; empty where the cluster's nodes decide at run time, and any may be asked for
     * @param task of the ECS task
     */
    MoverImages(Construct scope, String id, String folder, Optional<Architecture> jobs, Architecture task) {
        super(scope, id);
        this.ofJobs = jobs.map(Set::of).orElseGet(() -> Set.of(Architecture.values()));
        Arrays.stream(Architecture.values())
                .filter(each -> each == task || ofJobs.contains(each))
                .forEach(each -> assets.put(each, asset(each, folder)));
    }

    /** Made of files only: a synth needs no container engine, a deployment does. */
    private DockerImageAsset asset(Architecture architecture, String folder) {
        return DockerImageAsset.Builder.create(this, architecture.word())
                .directory(folder)
                .file("mover/container/Dockerfile")
                .exclude(allBut(
                        "mover/container",
                        "mover/target/mover.jar",
                        "functions/src/main/resources/dev/landfall/gateway/postgres/rds-roots.pem"))
                .platform(
                        switch (architecture) {
                            case AMD64 -> Platform.LINUX_AMD64;
                            case ARM64 -> Platform.LINUX_ARM64;
                        })
                .build();
    }

    DockerImageAsset of(Architecture architecture) {
        return Objects.requireNonNull(assets.get(architecture), architecture.word());
    }

    /** The variables by which functions know the images of Jobs. */
    Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        ofJobs.forEach(each -> variables.put("LANDFALL_MOVER_IMAGE_" + each, of(each).getImageUri()));
        return variables;
    }

    /** As ECS names it. */
    static CpuArchitecture cpu(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> CpuArchitecture.X86_64;
            case ARM64 -> CpuArchitecture.ARM64;
        };
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
