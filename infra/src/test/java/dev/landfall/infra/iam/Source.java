package dev.landfall.infra.iam;

import dev.landfall.infra.SampleConfiguration;
import java.util.List;

/**
 * What a configuration leads to at run time, written down by hand and not derived from what grants rights: ARNs as AWS
 * gives them to the things that the configuration names, or that are found where it names none.
 *
 * @param customerKeys under which secrets are encrypted; none where AWS's own key does it
 */
record Source(
        List<String> services, List<String> rules, List<String> schedules, String zone, List<String> customerKeys) {

    private static final String CLUSTER = "retool-production";

    static Source of(SampleConfiguration configuration) {
        return switch (configuration) {
            case LEAST ->
                new Source(
                        services("retool"),
                        List.of(rule("found-report"), rule("found.export")),
                        List.of(schedule("default/nightly-sync"), schedule("operations/purge")),
                        "Z0FOUNDATRUNTIME",
                        List.of());
            case EXAMPLE ->
                new Source(
                        services(
                                "retool",
                                "retool-jobs-runner",
                                "retool-workflows-backend",
                                "retool-workflows-worker",
                                "retool-code-executor"),
                        List.of(rule("retool-nightly-report")),
                        List.of(),
                        "Z0123456789EXAMPLE",
                        List.of());
            case FULL ->
                new Source(
                        services("retool", "retool-jobs-runner"),
                        List.of(
                                rule("nightly-report"),
                                rule("weekly-report"),
                                rule("retool-events/on-upload"),
                                rule("monthly-report")),
                        List.of(
                                schedule("default/nightly-sync"),
                                schedule("operations/purge"),
                                schedule("schedule/rotate"),
                                schedule("default/index")),
                        "Z0123456789EXAMPLE",
                        List.of(
                                Account.arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                                Account.arn("kms", "key/2234abcd-12ab-34cd-56ef-1234567890ab")));
            case OIDC -> new Source(services("retool"), List.of(), List.of(), "Z0FOUNDATRUNTIME", List.of());
        };
    }

    static String cluster() {
        return Account.arn("ecs", "cluster/" + CLUSTER);
    }

    static String service(String name) {
        return Account.arn("ecs", "service/" + CLUSTER + "/" + name);
    }

    static String task() {
        return Account.arn("ecs", "task/" + CLUSTER + "/0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    }

    static String containerInstance() {
        return Account.arn("ecs", "container-instance/" + CLUSTER + "/0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    }

    static String rule(String name) {
        return Account.arn("events", "rule/" + name);
    }

    static String schedule(String name) {
        return Account.arn("scheduler", "schedule/" + name);
    }

    private static List<String> services(String... names) {
        return List.of(names).stream().map(Source::service).toList();
    }
}
