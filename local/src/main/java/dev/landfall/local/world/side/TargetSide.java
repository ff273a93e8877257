package dev.landfall.local.world.side;

import dev.landfall.local.retool.SampleDatabase;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Retool release on EKS as the kit's values install it: workflows and agents off, SSO not set, guards on; at 0, without
 * a jobs runner of its own and in the source's version where the database is the source's.
 */
public record TargetSide(SharedSecrets secrets, TargetDatabase database) {

    public static final String MAIN = Names.RELEASE;

    /** The label by which a Helm release's objects are known. */
    static final String INSTANCE = "app.kubernetes.io/instance";

    static final String SERVES = "MAIN_BACKEND,DB_CONNECTOR,DB_SSH_CONNECTOR";
    static final int BACKENDS = 2;

    /** The chart's externalSecrets.name. */
    private static final String EXTRA = "extra-env-vars";

    private static final String IMAGE = "tryretool/backend:3.148.6-stable";

    /** Those deployments that hold a session of the database while they have pods. */
    public static boolean usesDatabase(String deployment) {
        return !deployment.equals(Names.RELEASE + "-code-executor");
    }

    /** Creates what a first {@code terraform apply} creates; nothing where it is there. */
    public void install(KubernetesClient client) {
        if (client.apps().deployments().withName(MAIN).get() != null) {
            return;
        }
        kubernetesSecrets().forEach(secret -> client.resource(secret).create());
        deployments(client).forEach(deployment -> client.resource(deployment).create());
    }

    /** As the kit's values before the cutover have them. */
    List<Deployment> deployments(KubernetesClient client) {
        var executor = deployment(client, "-code-executor", "", 1);
        // The chart lets the backend run the jobs where no jobs runner is enabled.
        return database.shared()
                ? List.of(deployment(client, "", SERVES + ",JOBS_RUNNER", 0), executor)
                : List.of(
                        deployment(client, "", SERVES, BACKENDS),
                        deployment(client, "-jobs-runner", "JOBS_RUNNER", 1),
                        executor);
    }

    private List<Secret> kubernetesSecrets() {
        return List.of(
                secret("encryption-key", secrets.encryptionKey()),
                secret("jwt-secret", secrets.jwtSecret()),
                secret("license-key", secrets.licenseKey()),
                secret("client-secret", secrets.clientSecret()),
                secret("db-credentials", "password", database.password()),
                secret(
                        EXTRA,
                        Map.of(
                                "SMTP_PASSWORD",
                                secrets.smtpPassword(),
                                "DBCONNECTOR_QUERY_TIMEOUT_MS",
                                SourceSide.QUERY_TIMEOUT)));
    }

    private static Secret secret(String name, String value) {
        return secret(name, name, value);
    }

    private static Secret secret(String name, String key, String value) {
        return secret(name, Map.of(key, value));
    }

    private static Secret secret(String name, Map<String, String> values) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withType("Opaque")
                .withData(values.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                value -> Base64.getEncoder()
                                        .encodeToString(value.getValue().getBytes(StandardCharsets.UTF_8)))))
                .build();
    }

    /** One deployment of the chart. */
    Deployment deployment(KubernetesClient client, String suffix, String serviceType, int replicas) {
        var name = Names.RELEASE + suffix;
        var labels = Map.of("app.kubernetes.io/name", "retool", INSTANCE, Names.RELEASE, "retoolService", name);
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(client.getNamespace())
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .withMatchLabels(Map.of("retoolService", name))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("retool")
                .withImage(serviceType.isEmpty() ? "tryretool/code-executor-service:3.148.6-stable" : image())
                .withEnvFrom(serviceType.isEmpty() ? List.of() : List.of(extra()))
                .withEnv(serviceType.isEmpty() ? List.of(variable("NODE_ENV", "production")) : environment(serviceType))
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** The carried settings; the chart gives them to every pod but the code executor's. */
    private static EnvFromSource extra() {
        return new EnvFromSourceBuilder()
                .withNewSecretRef()
                .withName(EXTRA)
                .endSecretRef()
                .build();
    }

    private String image() {
        return database.shared() ? SourceSide.IMAGE : IMAGE;
    }

    private List<EnvVar> environment(String serviceType) {
        var environment = new ArrayList<EnvVar>();
        environment.add(variable("NODE_ENV", "production"));
        environment.add(variable("SERVICE_TYPE", serviceType));
        environment.add(variable("DEPLOYMENT_TEMPLATE_TYPE", "k8s-helm"));
        environment.add(variable("BASE_DOMAIN", "https://" + Names.DOMAIN));
        environment.addAll(settings("POSTGRES", SampleDatabase.APP));
        environment.addAll(settings("RETOOLDB_POSTGRES", SampleDatabase.RETOOL_DATABASE));
        environment.add(fromSecret("ENCRYPTION_KEY", "encryption-key"));
        environment.add(fromSecret("JWT_SECRET", "jwt-secret"));
        environment.add(fromSecret("LICENSE_KEY", "license-key"));
        environment.addAll(LiveSettings.guards());
        return environment;
    }

    private List<EnvVar> settings(String prefix, String name) {
        return List.of(
                variable(prefix + "_HOST", database.host()),
                variable(prefix + "_PORT", String.valueOf(database.port())),
                variable(prefix + "_DB", name),
                variable(prefix + "_USER", database.user()),
                variable(prefix + "_SSL_ENABLED", "false"),
                fromSecret(prefix + "_PASSWORD", "db-credentials", "password"));
    }

    static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    static EnvVar fromSecret(String name, String secret) {
        return fromSecret(name, secret, secret);
    }

    private static EnvVar fromSecret(String name, String secret, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, false)
                .endValueFrom()
                .build();
    }
}
