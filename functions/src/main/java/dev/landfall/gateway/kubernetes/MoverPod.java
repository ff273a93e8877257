package dev.landfall.gateway.kubernetes;

import java.time.Duration;
import java.util.Map;

/**
 * What every mover's pod has, whatever it moves.
 *
 * @param image with its digest or tag; its entry point is the mover
 * @param serviceAccount bound to the role that reads the run bucket and answers task tokens
 * @param environment further variables, such as region and endpoint addresses; never a secret
 * @param cpu request, as Kubernetes writes it; there is no limit, because a throttled restore only lasts longer
 * @param memory request and limit
 * @param scratch size limit of /tmp, the one folder that can be written
 * @param deadline after which Kubernetes ends the Job
 * @param keepFinished how long an ended Job stays for a person to look at
 */
public record MoverPod(
        String image,
        String serviceAccount,
        Map<String, String> environment,
        String cpu,
        String memory,
        String scratch,
        Duration deadline,
        Duration keepFinished) {

    public MoverPod {
        environment = Map.copyOf(environment);
    }

    /** Two processors, 4 GiB, a day to work, a week to be looked at. */
    public static MoverPod of(String image, String serviceAccount) {
        return new MoverPod(image, serviceAccount, Map.of(), "2", "4Gi", "8Gi", Duration.ofDays(1), Duration.ofDays(7));
    }

    public MoverPod withEnvironment(Map<String, String> variables) {
        return new MoverPod(image, serviceAccount, variables, cpu, memory, scratch, deadline, keepFinished);
    }
}
