package dev.landfall.ledger;

import dev.landfall.capture.Features;
import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.ServiceDetails;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.SecondLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What services tell beyond their settings. */
final class ServiceFindings {

    private static final String TRIAL = "EXPIRED-LICENSE-KEY-TRIAL";

    private final List<SourceService> services;
    private final ServiceDetails details;
    private final Features features;
    private final Inventory inventory;

    ServiceFindings(List<SourceService> services, ServiceDetails details, Features features, Inventory inventory) {
        this.services = services;
        this.details = details;
        this.features = features;
        this.inventory = inventory;
    }

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        findings.addAll(families());
        findings.addAll(autoscaling());
        findings.addAll(unused());
        findings.addAll(main());
        noBackend().ifPresent(findings::add);
        return findings;
    }

    /** A move of nothing would pass every check. */
    private Optional<Finding> noBackend() {
        if (services.stream().anyMatch(service -> inventory.roles(service).contains(ServiceRole.MAIN_BACKEND))) {
            return Optional.empty();
        }
        var seen = services.stream()
                .flatMap(service -> service.containers().stream()
                        .map(container -> service.name() + "/" + container.name() + " (" + container.image() + ")"))
                .collect(Collectors.joining(", "));
        return Optional.of(
                Finding.blocker(
                        "no-main-backend",
                        "None of the services is recognised as Retool's main backend: " + seen + ".",
                        "Name its service in source.services, and set SERVICE_TYPE to MAIN_BACKEND in its task definition where the image is a mirror under another name."));
    }

    private List<Finding> families() {
        var byFamily = new TreeMap<String, List<String>>();
        try {
            for (var service : services) {
                byFamily.computeIfAbsent(
                                SecondLook.at(() -> details.of(service.name())).family(), family -> new ArrayList<>())
                        .add(service.name());
            }
        } catch (LandfallException e) {
            return List.of(Finding.warning(
                    "service-details-unreadable",
                    e.problem().seen(),
                    e.problem().remedy()));
        }
        return byFamily.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> Finding.warning(
                        "shared-family",
                        "The services " + String.join(" and ", entry.getValue())
                                + " register their task definitions under one family, " + entry.getKey()
                                + ", so its latest revision may be either's.",
                        "Nothing is taken by latest revision here; never deploy the source by family alone."))
                .toList();
    }

    /** The chart scales nothing by itself, so a service that does gets as many pods as it has tasks now. */
    private List<Finding> autoscaling() {
        var findings = new ArrayList<Finding>();
        try {
            for (var service : services) {
                SecondLook.at(() -> details.of(service.name()))
                        .scaling()
                        .filter(scaling -> scaling.least() != scaling.most())
                        .ifPresent(
                                scaling -> findings.add(
                                        Finding.warning(
                                                "autoscaling-not-carried",
                                                service.name() + " is scaled between " + scaling.least() + " and "
                                                        + scaling.most()
                                                        + " tasks, and the chart scales nothing by itself: the kit gives the target the "
                                                        + service.desiredCount() + " that are wanted now.",
                                                "Set the count of your peak in both values files. An autoscaler of the target comes after the cutover: one that is there earlier brings pods back while the database is replaced.")));
            }
        } catch (LandfallException e) {
            // That details cannot be read is a finding of its own already.
            return List.of();
        }
        return findings;
    }

    /** Modules set the variables of workflows where none run. */
    private List<Finding> unused() {
        boolean set = services.stream()
                .flatMap(service -> service.containers().stream())
                .flatMap(container -> container.settings().keySet().stream())
                .anyMatch(name -> name.startsWith("WORKFLOW_TEMPORAL_"));
        return set && features.temporal() == Features.Temporal.NOT_USED
                ? List.of(Finding.note(
                        "workflows-not-in-use",
                        "Settings of workflows are there, but no service runs them.",
                        "Nothing to do: the target gets no workflows."))
                : List.of();
    }

    private List<Finding> main() {
        var findings = new ArrayList<Finding>();
        services.stream()
                .filter(service -> inventory.roles(service).contains(ServiceRole.MAIN_BACKEND))
                .findFirst()
                .ifPresent(service -> {
                    if (service.containers().stream()
                            .noneMatch(container -> container.settings().containsKey("BASE_DOMAIN"))) {
                        findings.add(Finding.note(
                                "no-base-domain",
                                "The main backend has no BASE_DOMAIN.",
                                "The target gets one from domain."));
                    }
                    if (service.assignsPublicIp()) {
                        findings.add(Finding.note(
                                "public-addresses",
                                "Tasks of " + service.name() + " have public addresses of their own.",
                                "The target leaves by other addresses; see the check egress-addresses."));
                    }
                    if (isTrial(service)) {
                        findings.add(Finding.warning(
                                "trial-license",
                                "LICENSE_KEY of " + service.name()
                                        + " is the templates' placeholder of an expired trial.",
                                "Give the target the real license."));
                    }
                });
        return findings;
    }

    private boolean isTrial(SourceService service) {
        try {
            return service.containers().stream()
                    .anyMatch(container -> inventory.values().text(container.settings(), "LICENSE_KEY").stream()
                            .anyMatch(TRIAL::equals));
        } catch (LandfallException e) {
            // That it cannot be read is a finding of its own already.
            return false;
        }
    }
}
