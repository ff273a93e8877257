package dev.landfall.infra.iam;

import dev.landfall.infra.SampleConfiguration;
import java.util.List;

/**
 * What a configuration leads to at run time, written down by hand and not derived from what grants rights: ARNs as AWS
 * gives them to the things that the configuration names, or that are found where it names none.
 *
 * @param customerKeys under which secrets are encrypted; none where AWS's own key does it
 * @param named what the configuration lists of secrets and the like; nothing where a first deployment lists nothing
 */
record Source(
        List<String> services,
        List<String> rules,
        List<String> schedules,
        String zone,
        List<String> customerKeys,
        Named named) {

    /** ARNs. */
    record Named(
            List<String> secrets,
            List<String> databaseSecrets,
            List<String> parameters,
            List<String> environmentFiles,
            List<String> scheduleRoles) {

        private static final Named NOTHING = new Named(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    List<String> secrets() {
        return named.secrets();
    }

    List<String> databaseSecrets() {
        return named.databaseSecrets();
    }

    List<String> parameters() {
        return named.parameters();
    }

    List<String> environmentFiles() {
        return named.environmentFiles();
    }

    List<String> scheduleRoles() {
        return named.scheduleRoles();
    }

    private static final String CLUSTER = "retool-production";

    static Source of(SampleConfiguration configuration) {
        return switch (configuration) {
            case LEAST ->
                new Source(
                        services("retool"),
                        List.of(rule("found-report"), rule("found.export")),
                        List.of(schedule("default/nightly-sync"), schedule("operations/purge")),
                        "Z0FOUNDATRUNTIME",
                        List.of(),
                        Named.NOTHING);
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
                        List.of(),
                        new Named(
                                List.of(secret("retool/jwt-AbCdEf"), secret("retool/encryption-key-AbCdEf")),
                                List.of(secret("retool/postgres-AbCdEf")),
                                List.of(),
                                List.of(),
                                List.of()));
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
                                Account.arn("kms", "key/2234abcd-12ab-34cd-56ef-1234567890ab")),
                        new Named(
                                List.of(secret("retool/production-AbCdEf"), secret("retool/license-XyZ123")),
                                List.of(secret("rds!db-0a1b2c3d-4e5f-AbCdEf")),
                                List.of(Account.arn("ssm", "parameter/retool/production/LICENSE_KEY")),
                                List.of("arn:aws:s3:::acme-settings/retool/production.env"),
                                List.of(Account.global("iam", "role/service-role/starts-retool-tasks"))));
            case OIDC ->
                new Source(services("retool"), List.of(), List.of(), "Z0FOUNDATRUNTIME", List.of(), Named.NOTHING);
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

    static String secret(String name) {
        return Account.arn("secretsmanager", "secret:" + name);
    }

    private static List<String> services(String... names) {
        return List.of(names).stream().map(Source::service).toList();
    }
}
