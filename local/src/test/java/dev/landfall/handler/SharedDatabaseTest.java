package dev.landfall.handler;

import static dev.landfall.handler.HandlerWorld.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.approval.GateKind;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.gateway.SettingSource;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.GoLiveBaseline;
import dev.landfall.model.transfer.Reach;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import dev.landfall.probe.ProbeReport;
import dev.landfall.run.RunRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With one database for both sides nothing is copied, nothing wakes before the cutover, and nothing is given up. */
class SharedDatabaseTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");
    private static final String SOURCE_IMAGE = "tryretool/backend:3.114.2-stable";

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
        world.configure(
                HandlerWorld.configuration().replace("\"dns\":", "\"database\": {\"strategy\": \"shared\"}, \"dns\":"));
        deploy("MAIN_BACKEND,DB_CONNECTOR,JOBS_RUNNER", 0, SOURCE_IMAGE);
        world.target.deploy("retool-jobs-runner", 0, SOURCE_IMAGE, settings("JOBS_RUNNER"));
        world.target.deploy("retool-workflow-worker", 0, SOURCE_IMAGE, settings("WORKFLOW_TEMPORAL_WORKER"));
        leadsTo(7);
    }

    /** The target has the database under a name of its own; this is where that leads. */
    private void leadsTo(long oid) {
        world.databases.oids.put("source-db/hammerhead_production", 7L);
        world.databases.oids.put("shared.example.net/hammerhead_production", oid);
    }

    private void deploy(String type, int replicas, String image) {
        world.target.deploy("retool", replicas, image, settings(type));
    }

    private static Map<String, SettingSource> settings(String type) {
        var settings = new LinkedHashMap<String, SettingSource>();
        settings.put("SERVICE_TYPE", plain(type));
        settings.put("POSTGRES_HOST", plain("shared.example.net"));
        settings.put("POSTGRES_DB", plain("hammerhead_production"));
        settings.put("POSTGRES_USER", plain("retool"));
        settings.put("POSTGRES_PASSWORD", new SettingSource.Reference("kubernetes:retool-db/password"));
        settings.put("DISABLE_GIT_SYNCING", plain("true"));
        settings.putAll(HandlerWorld.with(type));
        return settings;
    }

    private Map<String, Check> preflight() {
        world.openAndCapture("one", Map.of());
        try {
            world.call(new Preflight(world.gateways), RUN);
        } catch (OperatorException e) {
            assertThat(e).hasMessageContaining("PREFLIGHT_BLOCKED");
        }
        var checks = new LinkedHashMap<String, Check>();
        world.files
                .require(PreflightReport.key("one"), PreflightReport.class)
                .checks()
                .forEach(check -> checks.put(check.name(), check));
        return checks;
    }

    @Test
    void checksOfTwoDatabasesAreNotNeeded() {
        var checks = preflight();

        assertThat(checks.values())
                .filteredOn(check -> check.result() == Result.NOT_NEEDED)
                .extracting(Check::name)
                .containsExactlyInAnyOrder(
                        "postgresql-version",
                        "target-writes",
                        "source-fence",
                        "client-programs",
                        "extensions",
                        "database-rights",
                        "database-restorable",
                        "database-contents",
                        "connections",
                        "search-path",
                        "database-code",
                        "lock-table",
                        "maintenance-database",
                        "space",
                        "target-rows");
        assertThat(checks.values())
                .filteredOn(check -> check.result() == Result.BLOCKER)
                .isEmpty();
        assertThat(checks.get("target-database").seen()).contains("the same database");
    }

    @Test
    void aDatabaseOfAnotherServerBlocksWhateverItsName() {
        leadsTo(8);

        var check = preflight().get("target-database");

        assertThat(check.result()).isEqualTo(Result.BLOCKER);
        assertThat(check.seen()).contains("shared.example.net/hammerhead_production");
    }

    @Test
    void anotherVersionBlocksEvenWhereItIsNewer() {
        deploy("MAIN_BACKEND", 0, "tryretool/backend:3.114.3-stable");

        var check = preflight().get("retool-version");

        assertThat(check.result()).isEqualTo(Result.BLOCKER);
        assertThat(check.remedy().orElseThrow()).contains("the source's version");
    }

    @Test
    void aVersionThatNobodyCanReadBlocks() {
        deploy("MAIN_BACKEND", 0, "tryretool/backend:latest");

        assertThat(preflight().get("retool-version").result()).isEqualTo(Result.BLOCKER);
    }

    @Test
    void podsThatWorkInTheLiveDatabaseBlock() {
        deploy("MAIN_BACKEND", 2, SOURCE_IMAGE);

        var check = preflight().get("target-not-live");

        assertThat(check.result()).isEqualTo(Result.BLOCKER);
        assertThat(check.seen()).contains("retool (2)");
    }

    @Test
    void jobGoesWhereTheReleaseGoesAndKnowsWhatToFind() {
        world.openAndCapture("one", Map.of());

        var payload = Map.of("runId", "one", "taskToken", "marked-token", "database", "app");
        var answer = world.call(new ReachDatabase(world.gateways), payload);

        assertThat(answer.at("/expected/databaseOid").asLong()).isEqualTo(7);
        var job = world.target.jobs.values().iterator().next();
        assertThat(job.arguments())
                .startsWith("reach")
                .containsSequence("--expect", "7@1970-01-01T00:00:00Z")
                .anyMatch(argument -> argument.contains("shared.example.net"));
        assertThat(job.passwordSecrets())
                .containsExactly(Map.entry("/var/run/landfall/password", "retool-db/password"));
    }

    @Test
    void aRehearsalProvesTheDatabaseAndSaysWhatItDidNotLookAt() {
        world.openAndCapture("one", Map.of());
        reached("one");

        world.call(new Validate(world.gateways), RUN);
        var report = world.files.require(ProbeReport.key("one"), ProbeReport.class);

        assertThat(names(report, ProbeReport.Result.PASSED))
                .containsExactlyInAnyOrder("shared-database:app", "encryption-key", "jwt-secret", "settings-foreign");
        assertThat(names(report, ProbeReport.Result.NOT_NEEDED)).contains("parity", "retool-database");
        assertThat(names(report, ProbeReport.Result.NOT_CHECKED)).contains("health", "rollouts");
    }

    @Test
    void withoutTheJobsWordNothingIsProven() {
        world.openAndCapture("one", Map.of());

        assertThat(failure(() -> world.call(new Validate(world.gateways), RUN)))
                .contains("PROBES_FAILED", "shared-database:app");
    }

    @Test
    void aReleaseThatStoodAtNoneWakesWithTheSourcesCounts() {
        cutover();
        deploy("MAIN_BACKEND,DB_CONNECTOR", 0, SOURCE_IMAGE);

        world.call(new WakeTarget(world.gateways), RUN);

        assertThat(world.target.calls).startsWith("scale retool 1");
        assertThat(world.target.deployment("retool").replicas()).isEqualTo(2);
        assertThat(world.target.deployment("retool-jobs-runner").replicas()).isEqualTo(1);
        assertThat(world.target.deployment("retool-workflow-worker").replicas()).isZero();
    }

    @Test
    void aBackendThatRunsTheJobsTooWakesAlone() {
        cutover();

        world.call(new WakeTarget(world.gateways), RUN);

        assertThat(world.target.deployment("retool").replicas()).isEqualTo(1);
    }

    @Test
    void theOneServerIsSnapshottedOnce() {
        cutover();

        assertThat(failure(() -> world.call(new SnapshotDatabases(world.gateways), RUN)))
                .contains("SNAPSHOT_NOT_AVAILABLE");
        world.clock.forward(java.time.Duration.ofMinutes(2));
        var taken = world.call(new SnapshotDatabases(world.gateways), RUN);

        assertThat(taken.get("snapshots").size()).isEqualTo(1);
        assertThat(taken.get("snapshots").has("retool-source")).isTrue();
    }

    @Test
    void goingLiveNeedsNoMarkAndGoingBackGivesNothingUp() {
        cutover();
        var before = world.databases.transaction;

        world.approve("one", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("one"));
        var divergence = rollback();

        assertThat(world.databases.transaction).isEqualTo(before);
        assertThat(world.files
                        .require(GoLiveBaseline.key("one"), GoLiveBaseline.class)
                        .databases())
                .isEmpty();
        assertThat(divergence.sharedDatabase()).isTrue();
        assertThat(divergence.written()).isZero();
        assertThat(divergence.concerns()).isEmpty();
    }

    @Test
    void aTargetThatWasUpgradedSinceIsNamedBeforeAnybodyGoesBack() {
        cutover();
        world.approve("one", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("one"));
        deploy("MAIN_BACKEND", 2, "tryretool/backend:3.120.0-stable");

        assertThat(rollback().concerns()).singleElement().asString().contains("3.120.0", "3.114.2", "snapshot");
    }

    private void cutover() {
        world.openCutover("one");
        world.approve("one", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), RUN);
        assertThat(world.files.read(FrozenCounts.key("one"), FrozenCounts.class))
                .isPresent();
    }

    private DivergenceReport rollback() {
        world.close("one");
        world.executions.put("arn:back", "RUNNING");
        world.call(
                new OpenRollback(world.gateways),
                Map.of(
                        "runId",
                        "back",
                        "executionArn",
                        "arn:back",
                        "startedAt",
                        world.clock.instant().toString(),
                        "input",
                        Map.of()));
        assertThat(world.files.require(RunRecord.key("back"), RunRecord.class).sharesDatabase())
                .isTrue();
        world.call(new MeasureDivergence(world.gateways), Map.of("runId", "back", "taskToken", "waits"));
        assertThat(world.answers.get("waits")).contains("\"written\":0");
        return world.files.require(DivergenceReport.key("back"), DivergenceReport.class);
    }

    private void reached(String runId) {
        world.files.write(
                new RunLayout(runId).database("app").reach(),
                new Reach(runId, "app", new DatabaseIdentity(7, Instant.EPOCH), "15.4", "retool", 100, Instant.EPOCH));
    }

    private static List<String> names(ProbeReport report, ProbeReport.Result result) {
        return report.probes().stream()
                .filter(probe -> probe.result() == result)
                .map(ProbeReport.Probe::name)
                .toList();
    }

    private static String failure(Runnable call) {
        try {
            call.run();
            return "nothing failed";
        } catch (dev.landfall.model.failure.LandfallException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
