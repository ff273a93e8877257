package dev.landfall.handler;

import static dev.landfall.handler.HandlerWorld.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger is kept on the target: every deviation is named, before go-live and after. */
class TargetSettingsTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");
    private static final String TIMEOUT = "DBCONNECTOR_QUERY_TIMEOUT_MS";
    private static final Map<String, String> CARRIED = Map.of("SMTP_PASSWORD", "marked-smtp", TIMEOUT, "120000");
    private static final Map<String, String> SSO =
            Map.of("CLIENT_ID", "1.apps.example.com", "CLIENT_SECRET", "marked-client");
    private static final List<String> DEPLOYMENTS = List.of("retool", "retool-jobs-runner", "retool-workflow-worker");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void soundWorld() {
        world = new HandlerWorld(folder, source());
        CARRIED.forEach(this::secret);
        DEPLOYMENTS.forEach(name -> change(name, settings -> CARRIED.keySet().forEach(each -> extra(settings, each))));
    }

    /** One deviation of the target, and what is said of it. */
    record Deviation(String how, String check, String words, Change change, String wordsWhenLive) {
        @Override
        public String toString() {
            return how;
        }
    }

    interface Change {
        void apply(TargetSettingsTest test);
    }

    static Stream<Deviation> deviations() {
        return Stream.of(
                new Deviation(
                        "one setting removed",
                        "settings-carried",
                        "SMTP_PASSWORD is missing in retool-jobs-runner.",
                        test -> test.change("retool-jobs-runner", settings -> settings.remove("SMTP_PASSWORD")),
                        "SMTP_PASSWORD is missing in retool-jobs-runner"),
                new Deviation(
                        "one changed by a byte",
                        "settings-carried",
                        "SMTP_PASSWORD has another value than on the source in retool, retool-jobs-runner, retool-workflow-worker.",
                        test -> test.secret("SMTP_PASSWORD", "marked-smtp\n"),
                        "SMTP_PASSWORD has another value than on the source in retool"),
                new Deviation(
                        "one shadowed by env",
                        "settings-carried",
                        TIMEOUT
                                + " is shadowed: env sets another value than the secret, which has the source's, in retool.",
                        test -> test.shadow("retool", TIMEOUT, "30000"),
                        TIMEOUT + " is shadowed"),
                new Deviation(
                        "one foreign host",
                        "settings-foreign",
                        "AGENT_SANDBOX_POSTGRES_URL names the source's own, its database source-db, in retool.",
                        test -> test.change(
                                "retool",
                                settings -> settings.put(
                                        "AGENT_SANDBOX_POSTGRES_URL",
                                        plain("postgres://retool:marked-p%40ss@source-db:5432/hammerhead_production"))),
                        "AGENT_SANDBOX_POSTGRES_URL names the source's own, its database source-db, in retool"));
    }

    @Test
    void soundTargetPasses() {
        assertThat(preflight())
                .filteredOn(check -> check.name().startsWith("settings-"))
                .allSatisfy(check -> assertThat(check.result()).as(check.seen()).isEqualTo(Result.OK));
        assertThat(world.store.everything()).doesNotContain("marked-");
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void deviationIsNamedBeforeTheMove(Deviation deviation) {
        deviation.change().apply(this);

        isBlocked(deviation.check(), deviation.words());
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void deviationKeepsTheTargetFromBeingLive(Deviation deviation) {
        assertThat(preflight()).isNotEmpty();
        goLive();
        deviation.change().apply(this);

        assertThatThrownBy(() -> world.call(new AwaitLiveSettings(world.gateways), RUN))
                .hasMessageContaining("LIVE_SETTINGS_MISSING")
                .hasMessageContaining(deviation.wordsWhenLive())
                .hasMessageNotContaining("marked-");
    }

    @Test
    void signInThatComesTooEarlyBlocks() {
        change("retool", settings -> settings.put("CLIENT_ID", plain("1.apps.example.com")));

        isBlocked("settings-held", "CLIENT_ID is set in retool already.");
    }

    @Test
    void emptyVariablesOfTheChartAreNoSignIn() {
        change("retool", settings -> settings.put("CLIENT_ID", plain("")));

        assertThat(check(preflight(), "settings-held").result()).isEqualTo(Result.OK);
    }

    @Test
    void targetIsLiveOnceEverythingIsBack() {
        assertThat(preflight()).isNotEmpty();
        goLive();

        assertThat(world.call(new AwaitLiveSettings(world.gateways), RUN)
                        .path("live")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void signInThatDoesNotComeBackIsWaitedFor() {
        assertThat(preflight()).isNotEmpty();
        goLive();
        change("retool", settings -> {
            settings.remove("CLIENT_SECRET");
            settings.put("CLIENT_ID", plain(""));
        });

        assertThatThrownBy(() -> world.call(new AwaitLiveSettings(world.gateways), RUN))
                .hasMessageContaining("CLIENT_SECRET is missing in retool")
                .hasMessageContaining("CLIENT_ID has another value than on the source in retool");
    }

    @Test
    void queueOfTheSourceIsForeign() {
        change("retool", settings -> settings.put("TEMPORAL_TASKQUEUE_WORKFLOW", plain("production")));

        isBlocked(
                "settings-foreign",
                "TEMPORAL_TASKQUEUE_WORKFLOW names the source's own, its queue production, in retool.");
    }

    private void goLive() {
        DEPLOYMENTS.forEach(name -> change(name, settings -> {
            SSO.forEach((setting, value) -> settings.put(setting, plain(value)));
            settings.remove("DISABLE_GIT_SYNCING");
        }));
    }

    private void isBlocked(String name, String words) {
        var check = check(preflight(), name);
        assertThat(check.result()).as(check.seen()).isEqualTo(Result.BLOCKER);
        assertThat(check.seen()).isEqualTo(words);
        assertThat(check.remedy()).isPresent();
        assertThat(world.store.everything()).doesNotContain("marked-");
    }

    private List<Check> preflight() {
        world.openAndCapture("one", Map.of());
        try {
            world.call(new Preflight(world.gateways), RUN);
        } catch (OperatorException e) {
            assertThat(e).hasMessageContaining("PREFLIGHT_BLOCKED").hasMessageNotContaining("marked-");
        }
        return world.files
                .require(PreflightReport.key("one"), PreflightReport.class)
                .checks();
    }

    private static Check check(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static UnaryOperator<List<SourceService>> source() {
        return services -> {
            var changed = services;
            for (var service : services) {
                for (var setting : all().entrySet()) {
                    changed = SourceChange.setting(service.name(), setting.getKey(), plain(setting.getValue()))
                            .apply(changed);
                }
            }
            return changed;
        };
    }

    private static Map<String, String> all() {
        var all = new HashMap<>(CARRIED);
        all.putAll(SSO);
        all.put("TEMPORAL_TASKQUEUE_WORKFLOW", "production");
        return all;
    }

    private void secret(String name, String value) {
        world.target.secrets.put("extra-env-vars/" + name, SecretText.of(value));
    }

    private static void extra(Map<String, SettingSource> settings, String name) {
        settings.put(name, new SettingSource.Reference("kubernetes:extra-env-vars/" + name));
    }

    private void change(String deployment, Consumer<Map<String, SettingSource>> how) {
        var old = world.target.deployment(deployment);
        var settings = new HashMap<>(old.settings());
        how.accept(settings);
        world.target.deploy(deployment, old.replicas(), old.image(), settings);
    }

    private void shadow(String deployment, String name, String value) {
        var old = world.target.deployment(deployment);
        var settings = new HashMap<>(old.settings());
        var shadowed = Map.of(name, settings.get(name));
        settings.put(name, plain(value));
        world.target.put(new TargetDeployment(
                old.name(),
                old.replicas(),
                old.readyReplicas(),
                true,
                Optional.empty(),
                old.pods(),
                0,
                old.image(),
                old.chart(),
                settings,
                List.of(),
                shadowed));
    }
}
