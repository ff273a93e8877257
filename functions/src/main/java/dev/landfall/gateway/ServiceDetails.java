package dev.landfall.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What ECS tells of a service beyond its counts and settings. Bound to the source's cluster. */
public interface ServiceDetails {

    /** Of a service that exists: {@code DescribeServices}, {@code DescribeTaskDefinition}, {@code DescribeTasks}. */
    ServiceDetail of(String service);

    /**
     * One service.
     *
     * @param launchType {@code FARGATE}, {@code EC2} or the capacity providers' names
     * @param family of the task definition that the service runs
     * @param taskRole ARN of what the program may do
     * @param executionRole ARN of what ECS may do to start it
     * @param scaling bounds of Application Auto Scaling, where registered
     * @param containers by name
     */
    record ServiceDetail(
            String service,
            String launchType,
            String family,
            Optional<String> taskRole,
            Optional<String> executionRole,
            Optional<Scaling> scaling,
            Map<String, ContainerDetail> containers) {
        public ServiceDetail {
            containers = Map.copyOf(containers);
        }
    }

    /** Bounds of a scalable target. */
    record Scaling(int least, int most) {}

    /**
     * One container.
     *
     * @param imageDigest {@code sha256:…} of what runs, empty where no task runs
     * @param command entry point and command; people put secrets there
     * @param labels Docker labels; people put secrets there as well
     */
    record ContainerDetail(
            Optional<String> imageDigest, List<SecretText> command, Map<String, SecretText> labels, boolean essential) {
        public ContainerDetail {
            command = List.copyOf(command);
            labels = Map.copyOf(labels);
        }
    }
}
