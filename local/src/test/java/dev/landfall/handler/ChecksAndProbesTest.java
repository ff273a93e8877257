package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.DatabaseLocale;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.model.transfer.SourceState;
import dev.landfall.model.transfer.StoredObject;
import dev.landfall.model.transfer.TableComparison;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.probe.ProbeReport;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksAndProbesTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    @Test
    void soundWorldPassesPreflightAndSaysWhatWasNotLookedAt() {
        world.openAndCapture("one", Map.of());
        world.call(new Preflight(world.gateways), RUN);
        var report = preflight();
        assertThat(report.blockers()).isEmpty();
        assertThat(report.checks())
                .filteredOn(check -> check.result() == PreflightReport.Result.NOT_CHECKED)
                .allSatisfy(check -> assertThat(check.seen()).startsWith("Not looked at"));
        assertThat(report.checks())
                .extracting(Check::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(16);
        assertThat(world.store.everything()).doesNotContain("marked-");
    }

    @Test
    void allBlockersAreNamedAtOnceEachWithItsRemedy() {
        world.target.secrets.put("encryption-key/encryption-key", SecretText.of(HandlerWorld.KEY + "\n"));
        world.databases.majors.put("target-db", 14);
        world.openAndCapture("one", Map.of());
        assertThatThrownBy(() -> world.call(new Preflight(world.gateways), RUN))
                .hasMessageContaining("PREFLIGHT_BLOCKED")
                .hasMessageContaining("3 checks block")
                .hasMessageContaining("ENCRYPTION_KEY: the target's ends in a newline")
                .hasMessageContaining("postgresql-version: Upgrade the target's server")
                .hasMessageNotContaining("marked-");
        assertThat(preflight().blockers()).hasSize(3);
    }

    /** The SDK has tried three times by then; a check is no state, so nobody would try again. */
    @Test
    void aCallThatIsThrottledOnceBlocksNoMove() {
        world.openAndCapture("one", Map.of());
        var throttled = new AtomicInteger();
        var target = (TargetCluster) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TargetCluster.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("deployments") && throttled.getAndIncrement() == 0) {
                        throw Problem.waiting("CLUSTER_BUSY", "The cluster answered 429.", "Run again.")
                                .asException();
                    }
                    return method.invoke(world.target, arguments);
                });
        world.call(new Preflight(world.with(target)), RUN);

        assertThat(throttled).hasValueGreaterThan(1);
        assertThat(preflight().blockers()).isEmpty();
    }

    @Test
    void checkThatCannotBeMadeBlocksAndStopsNoOther() {
        world.target.secrets.clear();
        world.openAndCapture("one", Map.of());
        assertThatThrownBy(() -> world.call(new Preflight(world.gateways), RUN))
                .hasMessageContaining("ENCRYPTION_KEY is set on the source and not on the target");
        assertThat(preflight().checks()).extracting(Check::name).contains("approvers", "dns-record");
    }

    @Test
    void targetThatIsLiveBlocks() {
        world.openAndCapture("one", Map.of());
        world.zone.apply(
                List.of(),
                List.of(new dev.landfall.gateway.RecordSet(
                        HandlerWorld.DOMAIN, "CNAME", 60, List.of("target.elb.example.net"), false)));
        assertThatThrownBy(() -> world.call(new Preflight(world.gateways), RUN))
                .hasMessageContaining("target-not-live");
    }

    @Test
    void soundCopyPassesValidation() {
        moved(true, List.of());
        world.databases.counts.put("target-db", Map.of("public.users", 3L));
        world.call(new Validate(world.gateways), RUN);
        var report = world.files.require(ProbeReport.key("one"), ProbeReport.class);
        assertThat(report.failed()).isEmpty();
        assertThat(report.probes())
                .filteredOn(probe -> probe.result() == ProbeReport.Result.PASSED)
                .extracting(ProbeReport.Probe::name)
                .contains("copy-matches:app", "parity-users", "encryption-key", "jwt-secret", "health", "rollouts");
    }

    @Test
    void oldKeyThatTheTargetLacksFailsTheProof() {
        world = new HandlerWorld(
                folder.resolve("old-key"),
                services -> SourceChange.setting(
                                "retool-main", "ENCRYPTION_KEY_OLD", HandlerWorld.plain("marked-old-key"))
                        .apply(services));
        moved(true, List.of());

        assertThatThrownBy(() -> world.call(new Validate(world.gateways), RUN))
                .hasMessageContaining(
                        "encryption-key-old: ENCRYPTION_KEY_OLD is set on the source and not on the target")
                .hasMessageNotContaining("marked-");
        assertThat(world.files
                        .require(ProbeReport.key("one"), ProbeReport.class)
                        .probes())
                .extracting(ProbeReport.Probe::name)
                .contains("parity-ssh-keys");
    }

    @Test
    void sharedBucketThatComesWithTheLiveSettingsIsBlobStorage() {
        world = new HandlerWorld(
                folder.resolve("shared-bucket"),
                services -> SourceChange.setting("retool-main", "RR_GIT_S3_BUCKET", HandlerWorld.plain("acme-git"))
                        .apply(services));
        world.configure(
                HandlerWorld.configuration().replace("\"dns\":", "\"storage\": {\"mode\": \"shared\"},\n\"dns\":"));
        BrokenSource.redeploy(world, "tryretool/backend:4.2.0", Map.of());
        world.openAndCapture("one", Map.of());
        catchThrowable(() -> world.call(new Preflight(world.gateways), RUN));

        assertThat(preflight().checks())
                .filteredOn(check -> check.name().equals("blob-storage"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.result()).isEqualTo(PreflightReport.Result.OK);
                    assertThat(check.seen()).contains("with its live settings");
                });
    }

    @Test
    void objectThatTheTargetLacksFailsTheCopy() {
        moved(false, List.of(), List.of("INDEX public.users_name: not on the target"), Optional.empty());
        assertThatThrownBy(() -> world.call(new Validate(world.gateways), RUN))
                .hasMessageContaining("schema:app: INDEX public.users_name: not on the target");
    }

    @Test
    void schemaThatNoProgramCouldReadIsNotChecked() {
        moved(true, List.of(), List.of(), Optional.of("No pg_dump here is as new as the target's server."));
        world.databases.counts.put("target-db", Map.of("public.users", 3L));
        world.call(new Validate(world.gateways), RUN);
        assertThat(world.files
                        .require(ProbeReport.key("one"), ProbeReport.class)
                        .probes())
                .filteredOn(probe -> probe.name().equals("schema:app"))
                .singleElement()
                .satisfies(probe -> {
                    assertThat(probe.result()).isEqualTo(ProbeReport.Result.NOT_CHECKED);
                    assertThat(probe.seen()).contains("No pg_dump here");
                });
    }

    @Test
    void everyFailedProbeIsNamed() {
        moved(
                false,
                List.of(new TableComparison(
                        "public.users",
                        Optional.of(3L),
                        Optional.of(2L),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
        world.databases.counts.put("target-db", Map.of("public.users", 2L));
        world.http.clear();
        assertThatThrownBy(() -> world.call(new Validate(world.gateways), RUN))
                .hasMessageContaining("PROBES_FAILED")
                .hasMessageContaining("3 probes failed")
                .hasMessageContaining("public.users: 3 rows on the source, 2 on the target")
                .hasMessageContaining("health: GET https://target.elb.example.net/api/checkHealth");
    }

    @Test
    void missingComparisonProvesNothing() {
        world.openAndCapture("one", Map.of());
        assertThatThrownBy(() -> world.call(new Validate(world.gateways), RUN))
                .hasMessageContaining("No comparison of the database app was written");
    }

    private PreflightReport preflight() {
        return world.files.require(PreflightReport.key("one"), PreflightReport.class);
    }

    private void moved(boolean matches, List<TableComparison> differences) {
        moved(matches, differences, List.of(), Optional.empty());
    }

    private void moved(
            boolean matches, List<TableComparison> differences, List<String> schema, Optional<String> schemaUnseen) {
        world.openAndCapture("one", Map.of());
        var layout = new RunLayout("one").database("app");
        world.files.write(
                layout.comparison(),
                new Comparison(
                        "one",
                        "app",
                        CompareLevel.CONTENT,
                        matches,
                        1,
                        3,
                        100,
                        differences,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        schema,
                        schemaUnseen,
                        List.of(),
                        schemaUnseen.stream().toList(),
                        List.of(),
                        world.clock.instant(),
                        1.0));
        var users = new TableCopy(
                1,
                "public",
                "users",
                List.of("id"),
                CopyFormat.BINARY,
                Optional.empty(),
                3,
                100,
                Optional.empty(),
                List.of());
        world.files.write(
                layout.manifest(),
                new Manifest(
                        "one",
                        "app",
                        "a1",
                        "15.4",
                        15,
                        15,
                        world.clock.instant(),
                        Optional.empty(),
                        new DatabaseLocale("UTF8", "C", "C"),
                        new StoredObject("schema.dump", 1, "00"),
                        List.of(users),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        3,
                        100,
                        50,
                        1.0,
                        new SourceState(List.of(), List.of(), List.of(), Optional.empty()),
                        MoveMethod.COPY));
    }
}
