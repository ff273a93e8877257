package dev.landfall.probe;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.HttpProbe;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.preflight.BackgroundMigrations;
import dev.landfall.probe.ProbeReport.Probe;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the running target shows. */
final class TargetProbes {

    private static final String HEALTH = "/api/checkHealth";

    private TargetProbes() {}

    /** Health through a load balancer, under the real host name. */
    static Probe health(String name, HttpProbe http, Optional<String> loadBalancer, String host, String setting) {
        if (loadBalancer.isEmpty()) {
            return Probe.notChecked(name, setting + " is not given, so there is no address to connect to.");
        }
        var address = URI.create(loadBalancer.get().replaceAll("/+$", "") + HEALTH);
        var answer = http.get(address, host);
        var what = "GET " + address + " as " + host;
        if (answer.status() == 200) {
            return Probe.passed(name, what + " answered 200.");
        }
        return Probe.failed(
                name,
                answer.failure()
                        .map(why -> what + " got no answer: " + why + ".")
                        .orElse(what + " answered " + answer.status() + "."),
                "Look at the target group's health, the ingress' host rule and the main pods' log.");
    }

    /** What its start began in its database and nobody can see the end of. */
    static List<Probe> background(Capture capture, Instant since) {
        return BackgroundMigrations.of(capture, since).stream()
                .map(begun -> Probe.notChecked(begun.name(), begun.told()))
                .toList();
    }

    /**
     * Whether everything that shall run does.
     *
     * @param restartsAllowed of pods that have been live for a while; fresh ones have no reason to restart
     */
    static Probe rollouts(List<TargetDeployment> deployments, boolean restartsAllowed) {
        var name = "rollouts";
        var wrong = deployments.stream()
                .filter(deployment -> deployment.replicas() > 0)
                .filter(deployment -> !deployment.rolledOut() || (deployment.restarts() > 0 && !restartsAllowed))
                .map(deployment -> deployment.name() + " (" + deployment.readyReplicas() + " of "
                        + deployment.replicas() + " ready, " + deployment.restarts() + " restarts)")
                .collect(Collectors.joining(", "));
        var running = deployments.stream()
                .filter(deployment -> deployment.replicas() > 0)
                .count();
        if (running == 0) {
            return Probe.failed(name, "No deployment of the target runs.", "Scale the target, and move again.");
        }
        return wrong.isEmpty()
                ? Probe.passed(
                        name, running + " deployments are rolled out" + (restartsAllowed ? "." : ", with no restarts."))
                : Probe.failed(name, "Not settled: " + wrong + ".", "Look at these pods' events and logs.");
    }
}
