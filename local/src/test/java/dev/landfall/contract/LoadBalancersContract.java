package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.LoadBalancers;
import org.junit.jupiter.api.Test;

/** What every inventory of load balancers does: one that {@value #SERVICE} registers in, with an HTTPS listener. */
public abstract class LoadBalancersContract {

    public static final String SERVICE = "retool-main";
    public static final String UNBALANCED = "retool-jobs";

    /**
     * A load balancer of {@link #SERVICE}, internet-facing, idle timeout 90 s, open to 0.0.0.0/0 on 443, whose one
     * listener on port 443 forwards; {@link #UNBALANCED} has none.
     */
    protected abstract LoadBalancers loadBalancers();

    @Test
    void loadBalancerIsFoundByItsService() {
        var found = loadBalancers().ofService(SERVICE).orElseThrow();

        assertThat(found.scheme()).isEqualTo("internet-facing");
        assertThat(found.idleTimeoutSeconds()).isEqualTo(90);
        assertThat(found.sources()).contains("0.0.0.0/0");
        assertThat(found.webAcl()).isEmpty();
        assertThat(found.listeners()).singleElement().satisfies(listener -> {
            assertThat(listener.port()).isEqualTo(443);
            assertThat(listener.protocol()).isEqualTo("HTTPS");
            assertThat(listener.certificateArns()).hasSize(1);
            assertThat(listener.actions()).containsExactly("forward");
            assertThat(listener.authenticates()).isFalse();
        });
    }

    @Test
    void loadBalancerIsFoundByItsNameInWhateverCase() {
        var found = loadBalancers().ofService(SERVICE).orElseThrow();

        assertThat(loadBalancers().named(found.dnsName().toUpperCase(java.util.Locale.ROOT)))
                .hasValue(found);
    }

    @Test
    void serviceWithoutLoadBalancerAndUnknownNameHaveNone() {
        assertThat(loadBalancers().ofService(UNBALANCED)).isEmpty();
        assertThat(loadBalancers().named("nobody.elb.example.net")).isEmpty();
    }
}
