package dev.landfall.gateway.kubernetes;

import dev.landfall.model.Architecture;
import dev.landfall.model.MoverSize;
import dev.landfall.model.failure.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What every mover's pod has, whatever it moves.
 *
 * @param images with digest or tag, for each architecture that one was built for; their entry point is the mover
 * @param serviceAccount bound to the role that reads the run bucket and answers task tokens
 * @param role ARN of that role where the account's annotation names it (IRSA); empty where EKS binds the two
 * @param environment further variables, such as region and endpoint addresses; never a secret
 * @param cpu request, as Kubernetes writes it; there is no limit, because a throttled restore only lasts longer
 * @param memory request and limit
 * @param scratch size limit of /tmp, the one folder that can be written
 * @param deadline after which Kubernetes ends the Job
 * @param keepFinished how long an ended Job stays for a person to look at
 */
public record MoverPod(
        Map<Architecture, String> images,
        String serviceAccount,
        Optional<String> role,
        Map<String, String> environment,
        String cpu,
        String memory,
        String scratch,
        Duration deadline,
        Duration keepFinished) {

    public MoverPod {
        images = Map.copyOf(images);
        environment = Map.copyOf(environment);
    }

    /** Two processors, 4 GiB, a day to work, a week to be looked at. */
    public static MoverPod of(Map<Architecture, String> images, String serviceAccount, Optional<String> role) {
        return new MoverPod(
                images, serviceAccount, role, Map.of(), "2", "4Gi", "8Gi", Duration.ofDays(1), Duration.ofDays(7));
    }

    /** Of one image that has every platform. */
    public static MoverPod of(String image, String serviceAccount) {
        return of(everywhere(image), serviceAccount, Optional.empty());
    }

    /** One image that has every platform. */
    public static Map<Architecture, String> everywhere(String image) {
        return Arrays.stream(Architecture.values()).collect(Collectors.toMap(Function.identity(), each -> image));
    }

    public MoverPod withEnvironment(Map<String, String> variables) {
        return new MoverPod(images, serviceAccount, role, variables, cpu, memory, scratch, deadline, keepFinished);
    }

    public MoverPod withSize(MoverSize size) {
        return new MoverPod(
                images,
                serviceAccount,
                role,
                environment,
                String.valueOf(size.cpu()),
                size.memoryMebibytes() / 1024 + "Gi",
                scratch,
                deadline,
                keepFinished);
    }

    public MoverPod withRole(String arn) {
        return new MoverPod(
                images, serviceAccount, Optional.of(arn), environment, cpu, memory, scratch, deadline, keepFinished);
    }

    /** {@code MOVER_IMAGE_MISSING} where the deployment built none for it. */
    String image(Architecture architecture) {
        var image = images.get(architecture);
        if (image == null) {
            throw Problem.operator(
                            "MOVER_IMAGE_MISSING",
                            "The deployment has no image of the mover for " + architecture.word() + ".",
                            "Deploy again with the target.architecture that landfall.json names now.")
                    .asException();
        }
        return image;
    }
}
