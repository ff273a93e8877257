package dev.landfall.handler;

import static dev.landfall.handler.BrokenSource.*;
import static dev.landfall.handler.SourceChange.plain;
import static dev.landfall.handler.SourceChange.setting;

import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SettingSource;
import dev.landfall.preflight.PreflightReport.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings, versions and access that would not survive the move, each in one way. */
class BrokenSettingsTest {

    private static final String MISSING_SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:gone-AbCdEf";

    @TempDir
    Path folder;

    static Stream<BrokenSource> broken() {
        return Stream.of(
                source(
                        "two services disagree on ENCRYPTION_KEY",
                        "critical-settings",
                        Result.BLOCKER,
                        "ENCRYPTION_KEY of retool-main/retool-main and of retool-jobs/retool-jobs differ",
                        setting("retool-jobs", "ENCRYPTION_KEY", plain("marked-other"))),
                world(
                        "a trailing newline in the cluster's key",
                        "critical-settings",
                        Result.BLOCKER,
                        "ends in a newline",
                        world -> world.target.secrets.put(
                                "encryption-key/encryption-key", SecretText.of(HandlerWorld.KEY + "\n"))),
                world(
                        "a JSON document as the cluster's key",
                        "critical-settings",
                        Result.BLOCKER,
                        "JSON document",
                        world -> world.target.secrets.put(
                                "encryption-key/encryption-key",
                                SecretText.of("{\"key\":\"" + HandlerWorld.KEY + "\"}"))),
                world(
                        "the key is missing on the target",
                        "critical-settings",
                        Result.BLOCKER,
                        "JWT_SECRET is set on the source and not on the target",
                        world -> world.target.secrets.remove("jwt-secret/jwt-secret")),
                source(
                        "a deleted secret",
                        "settings-decided",
                        Result.BLOCKER,
                        "SMTP_PASSWORD of retool-main/retool-main could not be read",
                        setting("retool-main", "SMTP_PASSWORD", new SettingSource.Reference(MISSING_SECRET))),
                source(
                        "a setting that nobody knows",
                        "settings-decided",
                        Result.BLOCKER,
                        "ACME_SWITCH",
                        setting("retool-main", "ACME_SWITCH", plain("on"))),
                source(
                        "a JSON document as the source's key",
                        "settings-decided",
                        Result.BLOCKER,
                        "LICENSE_KEY of retool-jobs/retool-jobs is a whole JSON document",
                        setting("retool-jobs", "LICENSE_KEY", plain("{\"license\":\"x\"}"))),
                source(
                        "Temporal of one's own",
                        "temporal",
                        Result.BLOCKER,
                        "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST",
                        setting(
                                "retool-workflows",
                                "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST",
                                plain("temporal.retoolsvc"))),
                source(
                        "an environment file that cannot be read",
                        "environment-files",
                        Result.BLOCKER,
                        "arn:aws:s3:::acme/gone.env",
                        new SourceChange("retool-main", Map.of(), List.of("arn:aws:s3:::acme/gone.env"))),
                world(
                        "an older target",
                        "retool-version",
                        Result.BLOCKER,
                        "3.90.0 on the target",
                        world -> redeploy(world, "tryretool/backend:3.90.0", Map.of())),
                world(
                        "a target of version 4 without blob storage",
                        "blob-storage",
                        Result.BLOCKER,
                        "no blob storage",
                        world -> redeploy(world, "tryretool/backend:4.2.0", Map.of())),
                world(
                        "nobody with a password",
                        "local-admin",
                        Result.BLOCKER,
                        "No user of the source has a password",
                        world ->
                                world.databases.activity.put("source-db", activity(Duration.ZERO, List.of(), 0, null))),
                world(
                        "passwords disabled on the target",
                        "local-admin",
                        Result.BLOCKER,
                        "DISABLE_USER_PASS_LOGIN is true",
                        world -> redeploy(
                                world,
                                "tryretool/backend:3.114.5-stable",
                                Map.of("DISABLE_USER_PASS_LOGIN", plain("true")))),
                world(
                        "a permission that was revoked",
                        "task-role",
                        Result.BLOCKER,
                        "There is no role",
                        world -> world.surroundings.services.put("retool-main", withRole())),
                world("resources that rely on the task role", "task-role", Result.WARNING, "dynamodb:Query", world -> {
                    world.surroundings.services.put("retool-main", withRole());
                    world.surroundings.roles.put(
                            "arn:role", List.of(new Grant("data", "Allow", List.of("dynamodb:Query"), List.of("*"))));
                }),
                world(
                        "a hop of more than ten versions",
                        "retool-version",
                        Result.WARNING,
                        "3.130.0 on the target",
                        world -> redeploy(world, "tryretool/backend:3.130.0", Map.of())),
                world(
                        "deployments of different versions",
                        "chart-versions",
                        Result.WARNING,
                        "run different versions",
                        world -> redeploy(world, "tryretool/backend:3.115.0", Map.of())),
                world(
                        "a chart that the kit's values are not for",
                        "chart-versions",
                        Result.WARNING,
                        "the chart retool-5.0.14",
                        world -> redeploy(
                                world,
                                "tryretool/backend:3.114.5-stable",
                                Optional.of("retool-5.0.14"),
                                Map.of(),
                                List.of())),
                world(
                        "a chart whose jobs runner gets no blob storage",
                        "chart-versions",
                        Result.WARNING,
                        "The chart 6.11.14 gives the jobs runner no variables of blob storage; from 6.11.15 on it is mended (https://github.com/tryretool/retool-helm/commit/",
                        world -> redeploy(
                                world,
                                "tryretool/backend:3.114.5-stable",
                                Optional.of("retool-6.11.14"),
                                Map.of("RR_DEFAULT_S3_BUCKET", HandlerWorld.plain("acme-target")),
                                List.of())),
                world(
                        "a chart that is older than Retool asks for",
                        "chart-versions",
                        Result.WARNING,
                        "The chart 6.10.6 is older than Retool 4.0 asks for",
                        world -> redeploy(
                                world,
                                "tryretool/backend:4.0.7-stable",
                                Optional.of("retool-6.10.6"),
                                Map.of(),
                                List.of())),
                world(
                        "a chart that Landfall does not know yet",
                        "chart-versions",
                        Result.WARNING,
                        "The chart 6.12.0 is newer than 6.11.21",
                        world -> redeploy(
                                world,
                                "tryretool/backend:3.114.5-stable",
                                Optional.of("retool-6.12.0"),
                                Map.of(),
                                List.of())),
                world(
                        "variables under a name that was taken back",
                        "chart-versions",
                        Result.WARNING,
                        "retool has variables that begin with AGENT_EXECUTOR_",
                        world -> redeploy(
                                world,
                                "tryretool/backend:3.114.5-stable",
                                Optional.of("retool-6.11.21"),
                                Map.of("AGENT_EXECUTOR_ROLE", HandlerWorld.plain("proxy")),
                                List.of())),
                world(
                        "a code executor of another version",
                        "chart-versions",
                        Result.WARNING,
                        "retool-code-executor runs tryretool/code-executor-service:3.100.0-stable beside a backend of 3.114.5",
                        world -> world.target.deploy(
                                "retool-code-executor", 1, "tryretool/code-executor-service:3.100.0-stable", Map.of())),
                world(
                        "a variable that is set twice",
                        "chart-versions",
                        Result.WARNING,
                        "retool sets twice: BASE_DOMAIN",
                        world -> redeploy(
                                world,
                                "tryretool/backend:3.114.5-stable",
                                Optional.of("retool-6.11.10"),
                                Map.of(),
                                List.of("BASE_DOMAIN"))),
                world(
                        "a target of another major",
                        "retool-version",
                        Result.WARNING,
                        "4.2.0 on the target",
                        world -> redeploy(world, "tryretool/backend:4.2.0", Map.of())),
                world(
                        "a version whose migration goes on for hours",
                        "background-migrations",
                        Result.WARNING,
                        "migration of permissions works in the background after the target's first start",
                        world -> redeploy(world, "tryretool/backend:4.2.0", Map.of())));
    }

    private static ServiceDetail withRole() {
        return new ServiceDetail(
                "retool-main",
                "FARGATE",
                "retool-main",
                Optional.of("arn:role"),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void namedCheckSaysSo(BrokenSource broken) {
        broken.isNamed(folder);
    }
}
