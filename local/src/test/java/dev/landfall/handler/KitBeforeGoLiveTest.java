package dev.landfall.handler;

import static dev.landfall.handler.HandlerWorld.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.SettingSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of the kit lets a target work on the source before it is live, whatever a setting is called or decided. */
class KitBeforeGoLiveTest {

    private static final Map<String, String> SOUND = Map.of("SMTP_HOST", "smtp.example.com", "LOG_LEVEL", "info");

    @TempDir
    Path folder;

    @Test
    void sandboxOfTheSourceStaysThere() throws IOException {
        var kit = kit(
                Map.of(
                        "AGENT_SANDBOX_POSTGRES_URL",
                                "postgres://retool:marked-p@ss@source-db:5432/hammerhead_production",
                        "AGENT_SANDBOX_ENABLED", "true",
                        "AGENT_SANDBOX_JWT_PRIVATE_KEY", "marked-private",
                        "AGENT_SANDBOX_PROXY_INGRESS_DOMAIN", "http://proxy.retoolsvc:8080"),
                "{}");

        assertThat(kit.before()).containsOnlyKeys(SOUND.keySet());
        assertThat(kit.after()).containsOnlyKeys(SOUND.keySet());
    }

    @Test
    void temporalThatIsKeptComesOnlyAfterTheCutover() throws IOException {
        var kit = kit(
                Map.of(
                        "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST", "temporal.retoolsvc",
                        "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_PORT", "7233"),
                """
                {"WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST": {"decision": "carry"},
                 "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_PORT": {"decision": "carry"}}
                """);

        assertThat(kit.before()).containsOnlyKeys(SOUND.keySet());
        assertThat(kit.after())
                .containsEntry("WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST", "temporal.retoolsvc")
                .containsEntry("WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_PORT", "7233");
    }

    @Test
    void addressesOfTheSourceAreNamedAndNotCarried() throws IOException {
        var kit = kit(
                Map.of(
                        "REDIS_URL", "redis://:marked-redis@redis.retoolsvc:6379",
                        "RETOOL_EXPOSED_REPORTS_URL", "http://reports.retoolprodsvc:8080",
                        "WORKFLOW_BACKEND_HOST", "http://workflows-backend.retoolprodsvc:3000",
                        "RETOOL_EXPOSED_READ_ONLY", "postgresql://reader:marked-r/ead@SOURCE-DB/hammerhead_production",
                        "ACME_HOST", "thing.retoolsvc"),
                "{}");

        assertThat(kit.before()).containsOnlyKeys(SOUND.keySet());
        assertThat(kit.after()).containsOnlyKeys(SOUND.keySet());
        assertThat(kit.seen("source-address"))
                .containsExactlyInAnyOrder(
                        "REDIS_URL of retool-main/retool-main names the source's own, its host redis.retoolsvc: it is not carried.",
                        "RETOOL_EXPOSED_REPORTS_URL of retool-main/retool-main names the source's own, its host reports.retoolprodsvc: it is not carried.",
                        "RETOOL_EXPOSED_READ_ONLY of retool-main/retool-main names the source's own, its database source-db: it is not carried.",
                        "ACME_HOST of retool-main/retool-main names the source's own, its host thing.retoolsvc: it is not carried.");
    }

    @Test
    void proxyListLosesOnlyWhatIsTheSourcesOwn() throws IOException {
        var kit =
                kit(Map.of("NO_PROXY", "localhost,169.254.169.254,.retoolsvc,.corp.local,source-db,10.0.0.0/8"), "{}");

        assertThat(kit.before()).containsEntry("NO_PROXY", "localhost,169.254.169.254,.corp.local,10.0.0.0/8");
        assertThat(kit.seen("source-address"))
                .containsExactly(
                        "NO_PROXY of retool-main/retool-main is carried without .retoolsvc, source-db, the source's own.");
    }

    @Test
    void bucketIsTheTargetsOwnUntilItIsSharedOrCopied() throws IOException {
        var settings = Map.of(
                "RR_DEFAULT_S3_BUCKET", "acme-retool", "RR_GIT_S3_BUCKET", "acme-git", "RR_S3_REGION", "eu-west-1");

        var none = kit(settings, "{}");
        assertThat(none.before()).containsOnlyKeys(SOUND.keySet());
        assertThat(none.after()).containsOnlyKeys(SOUND.keySet());
        assertThat(none.seen("source-address")).anyMatch(seen -> seen.contains("storage.mode is none"));

        var shared = kit(settings, "{}", "\"storage\": {\"mode\": \"shared\"},");
        assertThat(shared.before()).containsOnlyKeys(SOUND.keySet());
        assertThat(shared.after()).containsEntry("RR_DEFAULT_S3_BUCKET", "acme-retool");

        var copied = kit(
                settings,
                "{}",
                "\"storage\": {\"mode\": \"copied\", \"from\": \"s3://acme-retool/\", \"to\": \"s3://acme-target/\"},");
        assertThat(copied.before())
                .containsEntry("RR_DEFAULT_S3_BUCKET", "acme-target")
                .containsEntry("RR_S3_REGION", "eu-west-1");
        assertThat(copied.after()).containsEntry("RR_DEFAULT_S3_BUCKET", "acme-target");
    }

    @Test
    void decisionsThatCannotBeFollowedAreRefusedAndThoseOfNothingAreNamed() throws IOException {
        var kit = kit(Map.of("OPENAI_API_KEY", "marked-openai"), """
                {"POSTGRES_HOST": {"decision": "carry"},
                 "ENCRYPTION_KEY": {"decision": "drop"},
                 "OPENAI_API_KEY": {"decision": "replace", "value": "sk-clear-openai"},
                 "LOG_LEVEL": {"decision": "replace", "value": "http://logs.retoolsvc"},
                 "NOT_THERE": {"decision": "carry"}}
                """);

        assertThat(kit.refused()).contains("LEDGER_UNDECIDED");
        assertThat(kit.seen("decision-refused"))
                .containsExactly(
                        "settings.ENCRYPTION_KEY of landfall.json says drop, but it is always carried byte for byte.",
                        "settings.LOG_LEVEL of landfall.json says replace with a value that names the source's own: its host logs.retoolsvc.",
                        "settings.OPENAI_API_KEY of landfall.json says replace with a value, but it is a secret by its name, and that value would stand in clear text in the kit.",
                        "settings.POSTGRES_HOST of landfall.json says carry, but the target has its own: the source's would let it work on the source.");
        assertThat(kit.seen("decision-unmatched"))
                .containsExactly("settings.NOT_THERE of landfall.json decides a setting that no container has.");
        assertThat(kit.files()).doesNotContain("sk-clear-openai");
        assertThat(kit.file("values-before.yaml") + kit.file("values-after.yaml"))
                .doesNotContain("logs.retoolsvc");
        assertThat(kit.before()).doesNotContainKeys("POSTGRES_HOST", "OPENAI_API_KEY");
    }

    @Test
    void decisionOfAPersonDoesNotBringTheSourcesDatabaseBeforeGoLive() throws IOException {
        var kit = kit(
                Map.of("ACME_DATABASE", "postgres://retool:marked-acme@source-db/hammerhead_production"),
                "{\"ACME_DATABASE\": {\"decision\": \"carry\"}}");

        assertThat(kit.before()).containsOnlyKeys(SOUND.keySet());
        assertThat(kit.after()).containsKey("ACME_DATABASE");
        assertThat(kit.seen("source-address")).anyMatch(seen -> seen.contains("only once it is live"));
    }

    private Kit kit(Map<String, String> settings, String decisions) throws IOException {
        return kit(settings, decisions, "");
    }

    private Kit kit(Map<String, String> settings, String decisions, String more) throws IOException {
        var all = new HashMap<String, SettingSource>();
        SOUND.forEach((name, value) -> all.put(name, plain(value)));
        settings.forEach((name, value) -> all.put(name, plain(value)));
        var world = new HandlerWorld(
                folder.resolve(String.valueOf(settings.hashCode() + more.hashCode())),
                new SourceChange("retool-main", all, List.of())::apply);
        world.configure(HandlerWorld.configuration()
                .replace("\"dns\":", "\"settings\": " + decisions + ",\n" + more + "\n\"dns\":"));
        return Kit.of(world);
    }
}
