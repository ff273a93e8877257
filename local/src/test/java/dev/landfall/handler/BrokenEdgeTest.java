package dev.landfall.handler;

import static dev.landfall.handler.BrokenSource.*;

import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.gateway.LoadBalancers.Listener;
import dev.landfall.gateway.LoadBalancers.LoadBalancer;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.TargetCluster.Controller;
import dev.landfall.preflight.PreflightReport.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Load balancers, certificates, DNS and paths that would fail in the window, each in one way. */
class BrokenEdgeTest {

    @TempDir
    Path folder;

    static Stream<BrokenSource> broken() {
        return Stream.of(
                world(
                        "a certificate that is pending",
                        "certificate",
                        Result.BLOCKER,
                        "PENDING_VALIDATION",
                        world -> world.surroundings.certificates.set(
                                0, MemorySurroundings.certificate(HandlerWorld.DOMAIN, "PENDING_VALIDATION"))),
                world(
                        "no certificate at all",
                        "certificate",
                        Result.BLOCKER,
                        "There is no certificate",
                        world -> world.surroundings.certificates.clear()),
                world(
                        "a DS record in the way",
                        "dns-neighbours",
                        Result.BLOCKER,
                        "A DS record stands at retool.example.com",
                        world -> world.nameServers.extra.put(HandlerWorld.DOMAIN + " DS", List.of("12345 13 2 ABCD"))),
                world(
                        "a domain without a record",
                        "dns-record",
                        Result.BLOCKER,
                        "has no record in the zone",
                        world -> world.zone.apply(List.of(HandlerWorld.RECORD), List.of())),
                world(
                        "a controller that heals the release",
                        "target-owner",
                        Result.WARNING,
                        "Argo CD Application tools (retool)",
                        world -> world.target.controllers.add(
                                new Controller("retool", "Argo CD Application tools", true))),
                world(
                        "a record with a routing policy",
                        "dns-record",
                        Result.BLOCKER,
                        "weighted (blue) CNAME source.elb.example.net",
                        world -> world.zone.byHand(
                                HandlerWorld.DOMAIN,
                                List.of(new RecordSet(
                                        HandlerWorld.DOMAIN,
                                        "CNAME",
                                        60,
                                        List.of("source.elb.example.net"),
                                        false,
                                        false,
                                        Optional.of("weighted (blue)"))))),
                world(
                        "a batch that Route 53 would refuse",
                        "dns-record",
                        Result.BLOCKER,
                        "a CNAME cannot stand beside other records",
                        world -> world.zone.byHand(
                                HandlerWorld.DOMAIN,
                                List.of(
                                        new RecordSet(
                                                HandlerWorld.DOMAIN, "A", 60, List.of("source.elb.example.net"), false),
                                        new RecordSet(HandlerWorld.DOMAIN, "TXT", 60, List.of("\"text\""), false)))),
                world(
                        "a target that is live",
                        "target-not-live",
                        Result.BLOCKER,
                        "points to the target already",
                        world -> world.zone.apply(
                                List.of(),
                                List.of(new RecordSet(
                                        HandlerWorld.DOMAIN, "CNAME", 60, List.of("target.elb.example.net"), false)))),
                world(
                        "an idle timeout that falls",
                        "load-balancer-parity",
                        Result.WARNING,
                        "The idle timeout falls from 300 s to 60 s.",
                        world -> source(
                                world, "internet-facing", 300, List.of("0.0.0.0/0"), Optional.empty(), "forward")),
                world(
                        "a load balancer that was internal",
                        "load-balancer-parity",
                        Result.WARNING,
                        "The source is internal, the target internet-facing.",
                        world -> source(world, "internal", 60, List.of("0.0.0.0/0"), Optional.empty(), "forward")),
                world(
                        "sources that were fewer",
                        "load-balancer-parity",
                        Result.WARNING,
                        "The source lets in 10.0.0.0/8; the target 0.0.0.0/0.",
                        world -> source(
                                world, "internet-facing", 60, List.of("10.0.0.0/8"), Optional.empty(), "forward")),
                world(
                        "a web ACL without a counterpart",
                        "load-balancer-parity",
                        Result.WARNING,
                        "The web ACL office-only has no counterpart.",
                        world -> source(
                                world,
                                "internet-facing",
                                60,
                                List.of("0.0.0.0/0"),
                                Optional.of("office-only"),
                                "forward")),
                world(
                        "sign-in at the load balancer",
                        "load-balancer-parity",
                        Result.WARNING,
                        "signs users in, the target's does not",
                        world -> source(
                                world,
                                "internet-facing",
                                60,
                                List.of("0.0.0.0/0"),
                                Optional.empty(),
                                "authenticate-oidc")),
                world(
                        "a validation record that is gone",
                        "certificate",
                        Result.BLOCKER,
                        "its validation record is not in the zone",
                        world -> world.surroundings.certificates.set(
                                0,
                                new Certificate(
                                        MemorySurroundings.certificate(HandlerWorld.DOMAIN, "ISSUED")
                                                .arn(),
                                        List.of(HandlerWorld.DOMAIN),
                                        "ISSUED",
                                        Optional.empty(),
                                        List.of(new RecordSet(
                                                "_1a." + HandlerWorld.DOMAIN,
                                                "CNAME",
                                                300,
                                                List.of("_2b.acm.aws"),
                                                false))))),
                world(
                        "CAA records for others alone",
                        "dns-neighbours",
                        Result.WARNING,
                        "let only others issue certificates",
                        world -> world.nameServers.extra.put(
                                HandlerWorld.DOMAIN + " CAA", List.of("0 issue \"letsencrypt.org\""))),
                world(
                        "a zone that the world is not sent to",
                        "dns-neighbours",
                        Result.BLOCKER,
                        "the world is sent to ns1.elsewhere.example",
                        world -> world.nameServers.extra.put("example.com NS", List.of("ns1.elsewhere.example"))),
                world(
                        "nobody to ask what the world sees",
                        "dns-neighbours",
                        Result.NOT_CHECKED,
                        "no public resolver is named",
                        world -> world.nameServers.resolvers = List.of()),
                world(
                        "a record below that the world sees otherwise",
                        "dns-neighbours",
                        Result.WARNING,
                        "mail.retool.example.com MX is 10 mail.example.net in the zone",
                        world -> {
                            var name = "mail." + HandlerWorld.DOMAIN;
                            world.zone.apply(
                                    List.of(),
                                    List.of(new RecordSet(name, "MX", 300, List.of("10 mail.example.net"), false)));
                            world.nameServers.extra.put(name + " MX", List.of("10 old.example.net"));
                        }),
                world(
                        "a long TTL",
                        "dns-record",
                        Result.WARNING,
                        "Its TTL is 3600 s.",
                        world -> world.zone.apply(
                                List.of(),
                                List.of(new RecordSet(
                                        HandlerWorld.DOMAIN,
                                        "CNAME",
                                        3600,
                                        List.of("source.elb.example.net"),
                                        false)))),
                world(
                        "a TTL that was lowered a moment ago",
                        "dns-record",
                        Result.WARNING,
                        "keeps an older answer for 86000 s",
                        world -> world.nameServers.ttlSeconds = 86_000),
                told(
                        "a release that is gone",
                        "cluster-endpoint",
                        Result.BLOCKER,
                        "has 0 deployments of the release",
                        world -> world.target.forgetAll()),
                world("addresses that allow-lists know", "egress-addresses", Result.WARNING, "192.0.2.17", world -> {}),
                world(
                        "a subnet without a way out",
                        "egress-addresses",
                        Result.NOT_CHECKED,
                        "no way out of the source's subnets",
                        world -> world.surroundings.egress.clear()),
                told(
                        "a bucket that does not keep what it takes",
                        "object-store",
                        Result.BLOCKER,
                        "did not come back as it was",
                        world -> world.store.loses = key -> key.endsWith("preflight-object")),
                world(
                        "workflows that run on the target before the cutover",
                        "target-not-live",
                        Result.WARNING,
                        "Workflows or agents run on the target: retool-workflow-worker",
                        world -> {}),
                world("a window that rehearsals do not fit", "window", Result.WARNING, "the window is 60 s", world -> {
                    world.configure(
                            HandlerWorld.configuration().replace("\"domain\"", "\"window\": \"PT1M\", \"domain\""));
                    world.open("rehearsal", Map.of());
                    world.close("rehearsal");
                }),
                world(
                        "an approver whom no mail reaches",
                        "approvers",
                        Result.WARNING,
                        "ben@example.com",
                        world -> world.confirmed.remove("ben@example.com")));
    }

    /** The source's load balancer anew; its listener does that before it forwards. */
    private static void source(
            HandlerWorld world,
            String scheme,
            int idleTimeoutSeconds,
            List<String> sources,
            Optional<String> webAcl,
            String action) {
        world.surroundings.loadBalancers.set(
                0,
                new LoadBalancer(
                        "source",
                        "source.elb.example.net",
                        scheme,
                        idleTimeoutSeconds,
                        sources,
                        webAcl,
                        List.of(new Listener(443, "HTTPS", List.of(), List.of(action, "forward"), Optional.empty()))));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void namedCheckSaysSo(BrokenSource broken) {
        broken.isNamed(folder);
    }
}
