package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.kubernetes.KubernetesTargetCluster;
import dev.landfall.model.failure.RetryableException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One client outlives its tokens. A token is made void by removing the Secret it is bound to, because Kubernetes makes
 * none that lives for less than ten minutes; the API server then answers 401 as to one that has expired. It remembers
 * for some seconds that a token was good, so a test waits until an outsider is turned away.
 */
@NeedsTier(Tier.KUBERNETES)
class RealTokenRenewalIT {

    private static final Duration TURNED_AWAY_WITHIN = Duration.ofMinutes(1);

    private final AtomicReference<String> token = new AtomicReference<>();
    private final AtomicInteger asked = new AtomicInteger();

    private RealCluster real;
    private KubernetesClient functions;
    private KubernetesTargetCluster cluster;

    @BeforeEach
    void connect() {
        real = new RealCluster();
        real.identity("landfall-functions", RealCluster.EDITS).close();
        functions = real.connect(() -> {
            asked.incrementAndGet();
            return token.get();
        });
        cluster = new KubernetesTargetCluster(functions, "test", real.namespace(), "retool", TargetClusterContract.POD);
    }

    @AfterEach
    void removeNamespace() {
        functions.close();
        real.close();
    }

    @Test
    void clientGoesOnWithTheNextToken() throws InterruptedException {
        token.set(real.revocableToken("landfall-functions", "first"));
        assertThat(cluster.deployments()).isEmpty();

        makeVoid("first", token.get());
        assertThatThrownBy(cluster::deployments)
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("TARGET_TOKEN_REFUSED")
                .hasMessageNotContaining(token.get());

        token.set(real.revocableToken("landfall-functions", "second"));
        assertThat(cluster.deployments()).isEmpty();
    }

    @Test
    void tokenThatEndsUnderARequestIsRenewedWithinIt() throws InterruptedException {
        var stale = real.revocableToken("landfall-functions", "first");
        token.set(stale);
        assertThat(cluster.deployments()).isEmpty();
        makeVoid("first", stale);

        var fresh = real.token("landfall-functions");
        var answers = new ConcurrentLinkedQueue<>(List.of(stale));
        try (var client = real.connect(() -> {
            var next = answers.poll();
            return next == null ? fresh : next;
        })) {
            var renewed =
                    new KubernetesTargetCluster(client, "test", real.namespace(), "retool", TargetClusterContract.POD);
            assertThat(renewed.deployments()).isEmpty();
        }
        assertThat(answers).isEmpty();
    }

    @Test
    void watchOutlivesItsToken() throws InterruptedException {
        token.set(real.revocableToken("landfall-functions", "first"));
        var seen = new ConcurrentLinkedQueue<String>();
        var closed = new AtomicReference<WatcherException>();
        // The API server ends this watch after some seconds, as it ends every watch after some time.
        try (var watch = functions
                .configMaps()
                .inNamespace(real.namespace())
                .watch(new ListOptionsBuilder().withTimeoutSeconds(3L).build(), new Names(seen, closed))) {
            create("before");
            awaitSeen(seen, "before");

            var stale = token.getAndSet(real.token("landfall-functions"));
            makeVoid("first", stale);
            var askedBefore = asked.get();
            Eventually.within(TURNED_AWAY_WITHIN, "the watch is opened again", () -> asked.get() > askedBefore + 1);

            create("after");
            awaitSeen(seen, "after");
            assertThat(closed).hasNullValue();
        }
    }

    private void makeVoid(String secret, String stale) throws InterruptedException {
        real.revoke(secret);
        try (var outsider = real.connect(() -> stale)) {
            var turnedAway = new KubernetesTargetCluster(
                    outsider, "test", real.namespace(), "retool", TargetClusterContract.POD);
            Eventually.within(TURNED_AWAY_WITHIN, "the token is not accepted any more", () -> {
                try {
                    turnedAway.deployments();
                    return false;
                } catch (RetryableException refused) {
                    return refused.getMessage().contains("TARGET_TOKEN_REFUSED");
                }
            });
        }
    }

    private void create(String name) {
        real.administrator()
                .configMaps()
                .inNamespace(real.namespace())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private static void awaitSeen(Queue<String> seen, String name) throws InterruptedException {
        Eventually.within(TURNED_AWAY_WITHIN, "the watch tells of " + name, () -> seen.contains(name));
    }

    private record Names(Queue<String> seen, AtomicReference<WatcherException> closed) implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap map) {
            seen.add(map.getMetadata().getName());
        }

        @Override
        public void onClose(WatcherException cause) {
            closed.set(cause);
        }
    }
}
