package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.freeze.StandingFreeze;
import dev.landfall.gateway.SourceService;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.retool.LiveWrites;
import dev.landfall.run.RunFiles;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One world that is moved, taken back and moved again, and once more, while users write wherever the domain leads. */
@NeedsTier(Tier.WORLD)
class BackAndForthE2E {

    /** What live users wrote, each row told apart by its moment and its content. */
    private static final Map<String, String> WRITTEN = Map.of(
            "public.page_saves",
            "SELECT id || ' ' || \"createdAt\" || md5(data::text) FROM page_saves WHERE \"gitSha\" = 'live'",
            "public.audit_trail_events",
            "SELECT id || ' ' || \"createdAt\" FROM audit_trail_events WHERE metadata->>'agent' = '" + LiveWrites.AGENT
                    + "'");

    @TempDir
    static Path folder;

    private static TestWorld test;

    @BeforeAll
    static void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        test = TestWorld.open(folder.resolve("world"));
    }

    @AfterAll
    static void close() {
        if (test != null) {
            test.close();
        }
    }

    @Test
    void everyCutoverTakesAllAlongAndEveryRollbackGivesTheSourceBackAndSaysWhatItGaveUp() throws SQLException {
        var before = source();
        passed(test.finish(test.startRehearsal()));

        for (int round = 0; round < 2; round++) {
            cutOver();
            rollBack();
            assertThat(source()).isEqualTo(before);
        }
        cutOver();
    }

    private static void cutOver() throws SQLException {
        // After a rollback the live settings are still there, and preflight says with which command they come off.
        test.world().applyBeforeSettings();
        var cutover = passed(test.finish(test.startCutover(), "approve"));

        assertThat(standing()).containsExactly(cutover.name());
        assertThat(test.world().sourceCluster().services())
                .extracting(SourceService::desiredCount)
                .containsOnly(0);
        assertThat(workflows()).isNotEmpty().allMatch(deployment -> deployment.replicas() > 0);
        for (var rows : WRITTEN.values()) {
            try (var source = test.source();
                    var target = test.target()) {
                assertThat(rows(target, rows)).containsAll(rows(source, rows));
            }
        }
        test.awaitLiveWrites();
    }

    private static void rollBack() throws SQLException {
        var rollback = passed(test.finish(test.startRollback(), "approve"));

        assertThat(standing()).isEmpty();
        assertThat(test.world().gateways().target().deployments())
                .extracting(TargetDeployment::replicas)
                .containsOnly(0);
        for (var table : WRITTEN.entrySet()) {
            try (var source = test.source();
                    var target = test.target()) {
                var givenUp = rows(target, table.getValue());
                givenUp.removeAll(rows(source, table.getValue()));
                assertThat((long) givenUp.size())
                        .as("rows of %s that only the target has", table.getKey())
                        .isPositive()
                        .isEqualTo(said(rollback, table.getKey()));
            }
        }
    }

    private static Execution passed(Execution execution) {
        assertThat(execution.cause()).isEmpty();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return execution;
    }

    private static List<String> standing() {
        return StandingFreeze.in(new RunFiles(test.world().gateways().runStore())).stream()
                .map(StandingFreeze::runId)
                .toList();
    }

    private static List<TargetDeployment> workflows() {
        var inventory = Inventory.of(test.world().gateways());
        return test.world().gateways().target().deployments().stream()
                .filter(deployment -> ServiceRole.areAutomation(inventory.roles(deployment)))
                .toList();
    }

    private static long said(Execution rollback, String table) {
        return test.file(rollback, "divergence.json")
                .path("databases")
                .valueStream()
                .flatMap(database -> database.path("tables").valueStream())
                .filter(each -> each.path("table").asText().equals(table))
                .mapToLong(each -> each.path("written").asLong())
                .sum();
    }

    /** What a freeze changes: counts, scaling and schedules. */
    private static List<Object> source() {
        var source = test.world().sourceCluster();
        return List.of(
                source.services().stream()
                        .map(service -> service.name() + " " + service.desiredCount() + " " + service.scaling())
                        .toList(),
                source.schedules());
    }

    private static Set<String> rows(Connection database, String sql) throws SQLException {
        var rows = new TreeSet<String>();
        try (var statement = database.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
