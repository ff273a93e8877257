package dev.landfall.handler;

import static dev.landfall.handler.SourceChange.plain;
import static dev.landfall.handler.SourceChange.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Databases.DatabaseActivity;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.transfer.ClientMajors;
import dev.landfall.model.transfer.PodFacts;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources and targets that are broken, each in one way: the named check says so. */
class BrokenSourcesTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");
    private static final String MISSING_SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:gone-AbCdEf";

    @TempDir
    Path folder;

    /** One way to be broken; {@code source} changes what ECS shows, {@code world} everything else. */
    record Broken(
            String how,
            String check,
            Result result,
            String words,
            UnaryOperator<List<SourceService>> source,
            Consumer<HandlerWorld> world,
            Consumer<HandlerWorld> told) {
        @Override
        public String toString() {
            return how;
        }
    }

    private static Broken source(String how, String check, Result result, String words, SourceChange change) {
        return new Broken(how, check, result, words, change::apply, world -> {}, world -> {});
    }

    /** {@code change} comes after the capture: what a pod of this run tells. */
    private static Broken told(String how, String check, Result result, String words, Consumer<HandlerWorld> change) {
        return new Broken(how, check, result, words, services -> services, world -> {}, change);
    }

    private static void pod(HandlerWorld world, Integer... majors) {
        world.files.write(
                new RunLayout("one").pod(),
                new PodFacts("one", new ClientMajors(List.of(majors)), world.clock.instant()));
    }

    private static Broken world(String how, String check, Result result, String words, Consumer<HandlerWorld> change) {
        return new Broken(how, check, result, words, services -> services, change, world -> {});
    }

    static Stream<Broken> broken() {
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
                        "an older database server",
                        "postgresql-version",
                        Result.BLOCKER,
                        "14.4 on the target",
                        world -> world.databases.majors.put("target-db", 14)),
                world(
                        "an extension that is absent",
                        "extensions",
                        Result.BLOCKER,
                        "postgis",
                        world -> world.databases.extensions.put("source-db", Map.of("postgis", "3.4"))),
                world(
                        "a server that insists on TLS",
                        "database-tls",
                        Result.BLOCKER,
                        "rds.force_ssl",
                        world -> world.surroundings.databaseServers.put(
                                "target-db",
                                MemorySurroundings.database("retool-target", Map.of("rds.force_ssl", "1")))),
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
                        "a target that is live",
                        "target-not-live",
                        Result.BLOCKER,
                        "points to the target already",
                        world -> world.zone.apply(
                                List.of(),
                                List.of(new RecordSet(
                                        HandlerWorld.DOMAIN, "CNAME", 60, List.of("target.elb.example.net"), false)))),
                world(
                        "a target whose database is the source's own",
                        "target-database",
                        Result.BLOCKER,
                        "is the source's own",
                        world -> redeploy(
                                world,
                                "tryretool/backend:3.114.5-stable",
                                Map.of(
                                        "POSTGRES_HOST", plain("source-db"),
                                        "POSTGRES_DB", plain("hammerhead_production")))),
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
                        "an old transaction and a slot left behind",
                        "source-transactions",
                        Result.WARNING,
                        "forgotten_slot",
                        world -> world.databases.activity.put(
                                "source-db", activity(Duration.ofHours(5), List.of("forgotten_slot"), 1, null))),
                world(
                        "somebody at work on the target",
                        "target-rows",
                        Result.WARNING,
                        "somebody works on the target",
                        world -> {
                            var then = Instant.parse("2026-11-20T10:00:00Z");
                            world.databases.activity.put("source-db", activity(Duration.ZERO, List.of(), 1, then));
                            world.databases.activity.put(
                                    "target-db", activity(Duration.ZERO, List.of(), 1, then.plusSeconds(3600)));
                        }),
                told(
                        "a pod that told nothing",
                        "pod-identity",
                        Result.BLOCKER,
                        "it told nothing",
                        world -> world.store.delete(new RunLayout("one").pod())),
                told(
                        "an image whose pg_dump is older than the source",
                        "client-programs",
                        Result.BLOCKER,
                        "none of them fits app (15 to 15)",
                        world -> pod(world, 13, 14)),
                told(
                        "an image without the target's own client programs",
                        "client-programs",
                        Result.WARNING,
                        "pg_restore 16 for 15",
                        world -> pod(world, 16)),
                world(
                        "an idle timeout that falls",
                        "load-balancer-parity",
                        Result.WARNING,
                        "internal",
                        world -> world.surroundings.loadBalancers.set(
                                0,
                                new dev.landfall.gateway.LoadBalancers.LoadBalancer(
                                        "source",
                                        "source.elb.example.net",
                                        "internal",
                                        300,
                                        List.of("10.0.0.0/8"),
                                        Optional.of("acl"),
                                        List.of()))));
    }

    private static void redeploy(HandlerWorld world, String image, Map<String, SettingSource> changes) {
        var main = world.target.deployments().stream()
                .filter(deployment -> deployment.name().equals("retool"))
                .findFirst()
                .orElseThrow();
        var settings = new java.util.HashMap<>(main.settings());
        settings.putAll(changes);
        world.target.deploy("retool", 2, image, settings);
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

    private static DatabaseActivity activity(
            Duration oldest, List<String> slots, long localUsers, @org.jspecify.annotations.Nullable Instant newest) {
        return new DatabaseActivity(oldest, 0, 1_000, slots, Optional.ofNullable(newest), Optional.of(localUsers));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void namedCheckSaysSo(Broken broken) {
        var check =
                preflight(new HandlerWorld(folder, broken.source()), broken.world(), broken.told()).checks().stream()
                        .filter(each -> each.name().equals(broken.check()))
                        .findFirst()
                        .orElseThrow();

        assertThat(check.result()).as(check.seen()).isEqualTo(broken.result());
        assertThat(check.seen()).contains(broken.words()).doesNotContain("marked-");
        assertThat(check.remedy()).isPresent();
    }

    @Test
    void everythingThatBlocksIsReportedInOneRun() {
        var world = new HandlerWorld(
                folder,
                services -> setting("retool-main", "ACME_SWITCH", plain("on"))
                        .apply(setting("retool-jobs", "ENCRYPTION_KEY", plain("marked-other"))
                                .apply(services)));
        var report = preflight(
                world,
                broken -> {
                    broken.surroundings.certificates.clear();
                    broken.databases.majors.put("target-db", 14);
                    broken.nameServers.extra.put(HandlerWorld.DOMAIN + " DS", List.of("12345 13 2 ABCD"));
                    redeploy(broken, "tryretool/backend:3.90.0", Map.of("DISABLE_USER_PASS_LOGIN", plain("true")));
                },
                broken -> broken.store.delete(new RunLayout("one").pod()));

        assertThat(report.blockers())
                .extracting(Check::name)
                .containsExactlyInAnyOrder(
                        "retool-version",
                        "critical-settings",
                        "postgresql-version",
                        "pod-identity",
                        "settings-decided",
                        "certificate",
                        "dns-neighbours",
                        "local-admin");
    }

    @Test
    void serviceThatIsGoneIsNamedBeforeAnyCheck() {
        var missing = new HandlerWorld(folder.resolve("missing"), services -> services.subList(0, 2));
        missing.open("one", Map.of());

        assertThatThrownBy(() -> missing.call(new CaptureSource(missing.gateways), RUN))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SOURCE_SERVICE_MISSING")
                .hasMessageContaining("retool-workflows");
    }

    private static PreflightReport preflight(
            HandlerWorld world, Consumer<HandlerWorld> change, Consumer<HandlerWorld> told) {
        change.accept(world);
        world.openAndCapture("one", Map.of());
        told.accept(world);
        try {
            world.call(new Preflight(world.gateways), RUN);
        } catch (OperatorException e) {
            assertThat(e).hasMessageContaining("PREFLIGHT_BLOCKED").hasMessageNotContaining("marked-");
        }
        return world.files.require(PreflightReport.key("one"), PreflightReport.class);
    }
}
