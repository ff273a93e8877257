package dev.landfall.preflight;

import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.gateway.LoadBalancers.Listener;
import dev.landfall.gateway.LoadBalancers.LoadBalancer;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decisions about load balancers and certificates. */
final class EdgeChecks {

    static final String PARITY = "load-balancer-parity";
    static final String CERTIFICATE = "certificate";

    private EdgeChecks() {}

    static Check parity(Scene scene) {
        var around = scene.gateways().surroundings().loadBalancers();
        var source = scene.mainService().flatMap(around::ofService);
        var target = scene.configuration().target().dnsTarget().flatMap(around::named);
        if (source.isEmpty() || target.isEmpty()) {
            return Check.notChecked(
                    PARITY,
                    "Not looked at: the load balancer of the " + (source.isEmpty() ? "source" : "target")
                            + " was not found.");
        }
        var found = differences(source.get(), target.get());
        return found.isEmpty()
                ? Check.ok(PARITY, "Scheme, sources, web ACL, sign-in and idle timeout are alike.")
                : Check.warning(
                        PARITY,
                        String.join(" ", found),
                        "Make the target's like the source's, or accept the difference; alb_internal, alb_ingress_cidr_blocks and alb_authenticate_oidc are the module's variables.");
    }

    private static List<String> differences(LoadBalancer source, LoadBalancer target) {
        var found = new ArrayList<String>();
        if (!source.scheme().equals(target.scheme())) {
            found.add("The source is " + source.scheme() + ", the target " + target.scheme() + ".");
        }
        if (target.idleTimeoutSeconds() < source.idleTimeoutSeconds()) {
            found.add("The idle timeout falls from " + source.idleTimeoutSeconds() + " s to "
                    + target.idleTimeoutSeconds() + " s.");
        }
        if (source.webAcl().isPresent() && target.webAcl().isEmpty()) {
            found.add("The web ACL " + source.webAcl().get() + " has no counterpart.");
        }
        if (authenticates(source) && !authenticates(target)) {
            found.add("The source's load balancer signs users in, the target's does not.");
        }
        if (!new TreeSet<>(source.sources()).equals(new TreeSet<>(target.sources()))) {
            found.add("The source lets in " + String.join(", ", source.sources()) + "; the target "
                    + String.join(", ", target.sources()) + ".");
        }
        return found;
    }

    private static boolean authenticates(LoadBalancer balancer) {
        return balancer.listeners().stream().anyMatch(Listener::authenticates);
    }

    static Check certificate(Scene scene) {
        var domain = scene.configuration().domain();
        var covering = scene.gateways().surroundings().certificates().covering(domain);
        var issued = covering.stream()
                .filter(certificate -> certificate.status().equals("ISSUED"))
                .toList();
        if (issued.isEmpty()) {
            return Check.blocker(
                    CERTIFICATE,
                    covering.isEmpty()
                            ? "There is no certificate for " + domain + " in this region."
                            : covering.getFirst().arn() + " is "
                                    + covering.getFirst().status() + ", not ISSUED.",
                    "Add its validation record where the domain is answered now: " + records(covering) + ".");
        }
        var expired = issued.getFirst()
                .notAfter()
                .filter(end -> end.isBefore(scene.gateways().clock().instant()));
        if (expired.isPresent()) {
            return Check.blocker(
                    CERTIFICATE, issued.getFirst().arn() + " ended on " + expired.get() + ".", "Renew it first.");
        }
        return used(scene, issued)
                .or(() -> lost(scene, issued))
                .orElseGet(() -> Check.ok(
                        CERTIFICATE,
                        issued.getFirst().arn() + " is ISSUED and its validation record stands in the zone."));
    }

    /** The target's own listener must show one that covers the domain. */
    private static Optional<Check> used(Scene scene, List<Certificate> issued) {
        var arns = issued.stream().map(Certificate::arn).toList();
        return scene.configuration()
                .target()
                .dnsTarget()
                .flatMap(scene.gateways().surroundings().loadBalancers()::named)
                .filter(balancer -> balancer.listeners().stream()
                        .noneMatch(
                                listener -> listener.certificateArns().stream().anyMatch(arns::contains)))
                .map(balancer -> Check.blocker(
                        CERTIFICATE,
                        "No listener of " + balancer.name() + " shows a certificate for "
                                + scene.configuration().domain() + ".",
                        "Attach " + arns.getFirst() + ": acm_certificate_arn of the module aws-user-ingress."));
    }

    private static Optional<Check> lost(Scene scene, List<Certificate> issued) {
        var zone = scene.gateways().surroundings().zone();
        var missing = issued.getFirst().validation().stream()
                .filter(record -> zone.atAndBelow(record.name()).isEmpty())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Check.blocker(
                        CERTIFICATE,
                        issued.getFirst().arn() + " is ISSUED, but its validation record is not in the zone "
                                + zone.apex() + ", so it will not renew and ends without a word.",
                        "Add " + records(issued) + "."));
    }

    private static String records(List<Certificate> certificates) {
        var records = certificates.stream()
                .flatMap(certificate -> certificate.validation().stream())
                .map(record -> record.name() + " " + record.type() + " " + String.join(" ", record.values()))
                .distinct()
                .collect(Collectors.joining("; "));
        return records.isEmpty() ? "ask ACM for a certificate with DNS validation" : records;
    }
}
