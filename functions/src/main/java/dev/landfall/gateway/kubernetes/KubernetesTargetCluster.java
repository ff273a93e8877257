package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One namespace and Helm release of a cluster, over its API. Problems: {@code TARGET_UNREACHABLE},
 * {@code TARGET_TOKEN_REFUSED} and {@code TARGET_CONFLICT} may pass on retry; {@code TARGET_DENIED},
 * {@code TARGET_REFUSED} and {@code TARGET_DEPLOYMENT_MISSING} need a person.
 */
public final class KubernetesTargetCluster implements TargetCluster {

    static final String INSTANCE = "app.kubernetes.io/instance";

    private final KubernetesClient client;
    private final String cluster;
    private final String namespace;
    private final String release;
    private final MoverAccount account;
    private final MoverJobs jobs;
    private final DeploymentReader reader;
    private final KubernetesProblem problem;

    /** {@code cluster} is for people only; the client decides which one is spoken to. */
    public KubernetesTargetCluster(
            KubernetesClient client, String cluster, String namespace, String release, MoverPod pod) {
        this.client = client;
        this.cluster = cluster;
        this.namespace = namespace;
        this.release = release;
        this.account = new MoverAccount(client, namespace, pod);
        this.jobs = new MoverJobs(client, namespace, pod);
        this.reader = new DeploymentReader(client, namespace);
        this.problem = KubernetesProblem.in(cluster + "/" + namespace);
    }

    @Override
    public String name() {
        return cluster + "/" + namespace;
    }

    @Override
    public List<TargetDeployment> deployments() {
        return problem.guard(
                "list deployments",
                () -> ofRelease().stream()
                        .map(reader::read)
                        .sorted(Comparator.comparing(TargetDeployment::name))
                        .toList());
    }

    @Override
    public List<Controller> controllers() {
        return problem.guard("list autoscalers", () -> {
            var controllers = new DeploymentControllers(client.autoscaling()
                    .v2()
                    .horizontalPodAutoscalers()
                    .inNamespace(namespace)
                    .list()
                    .getItems());
            return ofRelease().stream()
                    .flatMap(deployment -> controllers.of(deployment).stream())
                    .sorted(Comparator.comparing(Controller::deployment).thenComparing(Controller::name))
                    .toList();
        });
    }

    private List<Deployment> ofRelease() {
        var labelled = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withLabel(INSTANCE, release)
                .list()
                .getItems();
        return labelled.isEmpty() ? named() : labelled;
    }

    /** For a chart that does not set the label. */
    private List<Deployment> named() {
        return client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                .filter(deployment -> {
                    var name = deployment.getMetadata().getName();
                    return name.equals(release) || name.startsWith(release + "-");
                })
                .toList();
    }

    @Override
    public Change scale(String deployment, int replicas) {
        return change(
                "scale deployment " + deployment,
                deployment,
                found -> DeploymentReader.replicas(found) == replicas ? Change.UNCHANGED : Change.UPDATED,
                found -> new DeploymentBuilder(found)
                        .editSpec()
                        .withReplicas(replicas)
                        .endSpec()
                        .build());
    }

    /** Nothing is kept of a deployment that is at 0 with nothing kept: it was off before Landfall came. */
    @Override
    public Change saveReplicas(String deployment) {
        return change(
                "annotate deployment " + deployment,
                deployment,
                found -> DeploymentReader.savedReplicas(found).isPresent() || DeploymentReader.replicas(found) == 0
                        ? Change.UNCHANGED
                        : Change.CREATED,
                found -> new DeploymentBuilder(found)
                        .editMetadata()
                        .addToAnnotations(DeploymentReader.REPLICAS, String.valueOf(DeploymentReader.replicas(found)))
                        .endMetadata()
                        .build());
    }

    @Override
    public Change forgetReplicas(String deployment) {
        return change(
                "annotate deployment " + deployment,
                deployment,
                found -> DeploymentReader.savedReplicas(found).isPresent() ? Change.REMOVED : Change.UNCHANGED,
                found -> new DeploymentBuilder(found)
                        .editMetadata()
                        .removeFromAnnotations(DeploymentReader.REPLICAS)
                        .endMetadata()
                        .build());
    }

    @Override
    public Change createServiceAccount() {
        return problem.guard("create the mover's service account", account::create);
    }

    @Override
    public Change createJob(MoverJob job) {
        return problem.guard("create job " + job.name(), () -> jobs.create(job));
    }

    @Override
    public List<JobState> jobs(Map<String, String> labels) {
        return problem.guard("list jobs", () -> jobs.states(labels));
    }

    @Override
    public Change deleteJob(String name) {
        return problem.guard("delete job " + name, () -> jobs.delete(name));
    }

    @Override
    public List<ClusterRight> denied(List<ClusterRight> rights) {
        return problem.guard(
                "say what we may do",
                () -> rights.stream()
                        .filter(right -> !new AccessReview(client, namespace).allows(right))
                        .toList());
    }

    @Override
    public Optional<SecretText> secret(String name, String key) {
        return problem.guard("read secret " + name, () -> new ClusterValues(client, namespace).secret(name, key));
    }

    private Change change(
            String attempt,
            String name,
            java.util.function.Function<Deployment, Change> decision,
            UnaryOperator<Deployment> edit) {
        return problem.guard(
                attempt,
                () -> LatestVersion.of(() -> {
                    RollableScalableResource<Deployment> resource =
                            client.apps().deployments().inNamespace(namespace).withName(name);
                    var found = resource.get();
                    if (found == null) {
                        throw Problem.operator(
                                        "TARGET_DEPLOYMENT_MISSING",
                                        "There is no deployment " + name + " in " + name() + ".",
                                        "Check target.namespace and target.release in landfall.json.")
                                .asException();
                    }
                    var decided = decision.apply(found);
                    if (decided != Change.UNCHANGED) {
                        resource.edit(edit);
                    }
                    return decided;
                }));
    }
}
