package dev.landfall.packaged;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.MoverJob;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.aws.EksToken;
import dev.landfall.gateway.aws.S3RunStore;
import dev.landfall.gateway.dns.WireNameServers;
import dev.landfall.gateway.http.JdkHttpProbe;
import dev.landfall.gateway.kubernetes.KubernetesTargetCluster;
import dev.landfall.gateway.kubernetes.MoverPod;
import dev.landfall.gateway.kubernetes.PlainClient;
import dev.landfall.gateway.postgres.PostgresDatabases;
import dev.landfall.model.Architecture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Started with the packed archive as its class path: asks a name server, a database and an address of the web, has a
 * cluster create and delete a Job, whose answers the client reads on threads that know only the class path, keeps an
 * object, and signs a cluster's token.
 */
final class ArchiveProgram {

    private ArchiveProgram() {}

    /** Takes a name server's address, a name, a database's port, its password, an address of the web, a cluster's, an S3 server's, and a bucket. */
    public static void main(String[] arguments) {
        var answer =
                new WireNameServers(List.of(), Duration.ofSeconds(5)).ask(arguments[0], arguments[1], "CNAME", false);
        System.out.println("dns " + answer.status() + " " + answer.values());
        var address = new DatabaseAddress(
                "127.0.0.1", Integer.parseInt(arguments[2]), "postgres", "postgres", "disable", "given");
        var databases = new PostgresDatabases(reference -> SecretText.of(arguments[3]), Optional.empty());
        System.out.println("postgres " + databases.facts(address).majorVersion() + " "
                + databases.activity(address, List.of()).replicationSlots());
        var web = new JdkHttpProbe(Duration.ofSeconds(5)).get(URI.create(arguments[4]), "retool.example.com");
        System.out.println("http " + web.status());
        try (var client = PlainClient.connect(arguments[5])) {
            var pod = MoverPod.of("registry.invalid/mover:1", "landfall-mover");
            var cluster = new KubernetesTargetCluster(client, "test", "retool", "retool", pod);
            var job = new MoverJob(
                    "restore",
                    List.of("restore"),
                    "token",
                    "db-credentials/password",
                    Architecture.AMD64,
                    Map.of(MoverJob.RUN_LABEL, "run"));
            System.out.println("kubernetes " + cluster.createJob(job) + " " + cluster.deleteJob("restore") + " "
                    + cluster.deleteJob("restore"));
        }
        store(S3RunStore.at(URI.create(arguments[6]), arguments[7]));
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        var token = new EksToken("retool-blueprint", Region.of("eu-west-1"), credentials, Clock.systemUTC()).get();
        System.out.println("token " + token.substring(0, "k8s-aws-v1.".length()));
    }

    private static void store(S3RunStore store) {
        var content = "kept".getBytes(StandardCharsets.UTF_8);
        System.out.println("s3 " + store.writeIfAbsent("runs/one/kept", content) + " "
                + store.writeIfAbsent("runs/one/kept", content) + " ["
                + new String(store.read("runs/one/kept").orElseThrow(), StandardCharsets.UTF_8) + "] "
                + store.list("runs/").equals(List.of("runs/one/kept")) + " " + store.delete("runs/one/kept"));
    }
}
