package dev.landfall.gateway;

import java.util.List;
import java.util.Optional;

/** Application load balancers as Elastic Load Balancing, WAF and EC2's security groups describe them. */
public interface LoadBalancers {

    /** The one whose target group an ECS service of the source registers in. */
    Optional<LoadBalancer> ofService(String service);

    /** The one of that DNS name, in whatever case. */
    Optional<LoadBalancer> named(String dnsName);

    /**
     * One load balancer.
     *
     * @param scheme {@code internet-facing} or {@code internal}
     * @param sources CIDRs, prefix lists and security groups that its security groups let in
     * @param webAcl name of the web ACL of AWS WAF
     */
    record LoadBalancer(
            String name,
            String dnsName,
            String scheme,
            int idleTimeoutSeconds,
            List<String> sources,
            Optional<String> webAcl,
            List<Listener> listeners) {
        public LoadBalancer {
            sources = List.copyOf(sources);
            listeners = List.copyOf(listeners);
        }
    }

    /**
     * One listener.
     *
     * @param protocol {@code HTTP} or {@code HTTPS}
     * @param actions of its default and its rules, in ELB's words: {@code forward}, {@code redirect},
     *     {@code authenticate-oidc}, {@code authenticate-cognito}, {@code fixed-response}
     * @param oidcIssuer of the OIDC action
     */
    record Listener(
            int port,
            String protocol,
            List<String> certificateArns,
            List<String> actions,
            Optional<String> oidcIssuer) {
        public Listener {
            certificateArns = List.copyOf(certificateArns);
            actions = List.copyOf(actions);
        }

        /** Whether users are signed in before their requests arrive. */
        public boolean authenticates() {
            return actions.stream().anyMatch(action -> action.startsWith("authenticate-"));
        }
    }
}
