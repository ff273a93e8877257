package dev.landfall.handler;

import static dev.landfall.handler.SourceChange.plain;
import static dev.landfall.handler.SourceChange.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.preflight.PreflightReport.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is broken in more than one way is reported in one run, and what nothing can be told of before any check. */
class BrokenSourcesTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");

    @TempDir
    Path folder;

    @Test
    void aSoundSourceIsBlockedByNothing() {
        var report = BrokenSource.preflight(
                new HandlerWorld(folder), world -> world.target.scale("retool-workflow-worker", 0), world -> {});

        assertThat(report.blockers()).isEmpty();
        assertThat(report.warned())
                .as("allow-lists cannot be looked at from here, and the sample's release uses no TLS")
                .containsExactlyInAnyOrder("database-tls", "egress-addresses");
    }

    @Test
    void everyCheckHasACaseThatItComplainsOf() {
        var cases = Stream.of(
                        BrokenSettingsTest.broken(),
                        BrokenDatabasesTest.broken(),
                        BrokenEdgeTest.broken(),
                        BrokenNetworkTest.broken())
                .flatMap(each -> each)
                .map(BrokenSource::check);
        var all = BrokenSource.preflight(new HandlerWorld(folder), world -> {}, world -> {}).checks().stream()
                .map(Check::name);

        var elsewhere = Stream.of(
                "drift",
                "mover-architecture",
                "function-NAME",
                "source-access",
                "source-frozen",
                "target-writes",
                "source-fence",
                "settings-carried",
                "settings-held",
                "settings-foreign");
        assertThat(Stream.concat(cases, elsewhere).collect(Collectors.toSet()))
                .as("drift is in DriftWatchTest, mover-architecture in ArchitectureCheckTest, function-NAME in"
                        + " FunctionCheckTest, source-access in SourceAccessTest, source-frozen in StandingTest, target-writes in KeptTargetTest,"
                        + " settings-carried, settings-held and settings-foreign in TargetSettingsTest")
                .isEqualTo(all.collect(Collectors.toSet()));
    }

    @Test
    void everythingThatBlocksIsReportedInOneRun() {
        var world = new HandlerWorld(
                folder,
                services -> setting("retool-main", "ACME_SWITCH", plain("on"))
                        .apply(setting("retool-jobs", "ENCRYPTION_KEY", plain("marked-other"))
                                .apply(services)));
        var report = BrokenSource.preflight(
                world,
                broken -> {
                    broken.surroundings.certificates.clear();
                    broken.databases.majors.put("target-db", 14);
                    broken.nameServers.extra.put(HandlerWorld.DOMAIN + " DS", List.of("12345 13 2 ABCD"));
                    BrokenSource.redeploy(
                            broken, "tryretool/backend:3.90.0", Map.of("DISABLE_USER_PASS_LOGIN", plain("true")));
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
                        "settings-carried",
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
}
