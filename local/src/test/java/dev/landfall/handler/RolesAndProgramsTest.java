package dev.landfall.handler;

import static dev.landfall.handler.HandlerWorld.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.capture.Features;
import dev.landfall.capture.SourceInventory;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.ledger.SettingClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting is a role's, and a container is Retool's or it is not. */
class RolesAndProgramsTest {

    @TempDir
    Path folder;

    @Test
    void settingOfOneWorkerStaysWithThatWorker() throws IOException {
        var kit = kit(set("retool-workflows", Map.of("DISABLE_USER_AUDIT", "true", "WORKFLOWS_TOKEN", "marked-token")));

        var values = new YAMLMapper().readTree(kit.file("values-before.yaml"));
        assertThat(names(values.path("environmentVariables"))).doesNotContain("DISABLE_USER_AUDIT", "WORKFLOWS_TOKEN");
        assertThat(kit.before()).doesNotContainKeys("DISABLE_USER_AUDIT", "WORKFLOWS_TOKEN");
        var ofWorker = values.at("/workflows/config/environmentVariables");
        assertThat(names(ofWorker)).containsExactly("DISABLE_USER_AUDIT", "WORKFLOWS_TOKEN");
        assertThat(ofWorker.path(1).at("/valueFrom/secretKeyRef/key").asText())
                .isEqualTo("LANDFALL_WORKFLOWS_WORKFLOWS_TOKEN");
        assertThat(kit.before()).containsEntry("LANDFALL_WORKFLOWS_WORKFLOWS_TOKEN", "marked-token");
        assertThat(values.at("/workflows/enabled").asBoolean(true)).isFalse();
        assertThat(kit.seen("role-setting"))
                .containsExactly("DISABLE_USER_AUDIT, WORKFLOWS_TOKEN of retool-workflows/retool-workflows differ from"
                        + " the main backend's, or it has none.");
    }

    @Test
    void valueThatDiffersStandsOnceInEveryRole() throws IOException {
        var kit = kit(set("retool-main", Map.of("MAX_ROWS", "100"))
                .andThen(set("retool-workflows", Map.of("MAX_ROWS", "7"))));

        var values = new YAMLMapper().readTree(kit.file("values-after.yaml"));
        assertThat(names(values.path("environmentVariables"))).doesNotContain("MAX_ROWS");
        assertThat(kit.after()).containsEntry("MAX_ROWS", "100");
        assertThat(values.at("/workflows/config/environmentVariables/0/value").asText())
                .isEqualTo("7");
        assertThat(kit.seen("conflict")).isEmpty();
    }

    @Test
    void roleWithoutVariablesOfItsOwnIsNamed() throws IOException {
        var kit = kit(set("retool-jobs", Map.of("LOG_LEVEL", "debug")));

        assertThat(kit.before()).doesNotContainKey("LOG_LEVEL");
        assertThat(kit.seen("role-setting"))
                .singleElement()
                .asString()
                .contains("LOG_LEVEL of retool-jobs/retool-jobs");
        assertThat(kit.ledger().lines(SettingClass.CARRY)).isEmpty();
    }

    @Test
    void otherProgramsContributeNothing() throws IOException {
        var kit = kit(services -> beside(
                services,
                new ServiceContainer(
                        "datadog-agent",
                        "public.ecr.aws/datadog/agent:7",
                        0,
                        256,
                        Map.of("DD_API_KEY", plain("marked-dd"), "ACME_UNKNOWN", plain("x")),
                        List.of()),
                new ServiceContainer(
                        "temporal",
                        "tryretool/one-offs:retool-temporal-1.1.6",
                        0,
                        256,
                        Map.of("LOG_LEVEL", plain("debug,info")),
                        List.of())));

        assertThat(kit.refused()).isEmpty();
        assertThat(kit.before()).doesNotContainKeys("DD_API_KEY", "LOG_LEVEL", "ACME_UNKNOWN");
        assertThat(kit.seen("other-program")).hasSize(2);
        assertThat(kit.ledger().features().agents()).isFalse();
        assertThat(kit.ledger().features().temporal()).isEqualTo(Features.Temporal.SELF_HOSTED);
    }

    @Test
    void workerOfRetoolsImageIsNoTemporalCluster() {
        var kit = kit(services -> services.stream()
                .map(service -> service.name().equals("retool-workflows")
                        ? service.with(List.of(renamed(service.containers().getFirst(), "retool-temporal-worker")))
                        : service)
                .toList());

        assertThat(kit.ledger().features().temporal()).isEqualTo(Features.Temporal.MANAGED);
        assertThat(kit.ledger().features().workflows()).isTrue();
    }

    @Test
    void containerFromBeforeThereWereTypesIsTheBackend() {
        var kit = kit(services -> services.stream()
                .map(service -> service.name().equals("retool-main")
                        ? service.with(List.of(without(
                                renamed(service.containers().getFirst(), "retool-onprem"), Set.of("SERVICE_TYPE"))))
                        : service)
                .toList());

        assertThat(kit.refused()).isEmpty();
        assertThat(kit.file("values-before.yaml")).contains("tag: \"3.114.2-stable\"");
    }

    @Test
    void databaseUrlTellsWhereTheDatabaseIs() {
        var kit = kit(services -> services.stream()
                .map(service -> service.name().equals("retool-main")
                        ? service.with(
                                List.of(
                                        with(
                                                without(
                                                        service.containers().getFirst(),
                                                        Set.of(
                                                                "POSTGRES_HOST",
                                                                "POSTGRES_DB",
                                                                "POSTGRES_USER",
                                                                "POSTGRES_PASSWORD")),
                                                Map.of(
                                                        "DATABASE_URL",
                                                        "postgres://retool:marked-p%40ss:w@rd@source-db:5433/hammerhead_production?ssl=true"))))
                        : service)
                .toList());

        var database = kit.world()
                .files
                .require(SourceInventory.key("one"), SourceInventory.class)
                .databases()
                .getFirst();
        assertThat(database.host()).isEqualTo("source-db");
        assertThat(database.port()).isEqualTo(5433);
        assertThat(database.database()).isEqualTo("hammerhead_production");
        assertThat(database.user()).isEqualTo("retool");
    }

    @Test
    void missingAndUnusableKeysBlock() {
        var missing = kit(services -> services.stream()
                .map(service -> service.name().equals("retool-jobs")
                        ? service.with(List.of(without(service.containers().getFirst(), Set.of("JWT_SECRET"))))
                        : service.with(List.of(
                                with(service.containers().getFirst(), Map.of("ENCRYPTION_KEY", "schlüssel-é")))))
                .toList());

        assertThat(missing.refused()).contains("LEDGER_UNDECIDED");
        assertThat(missing.seen("key-missing"))
                .singleElement()
                .asString()
                .startsWith("JWT_SECRET is not set for retool-jobs");
        assertThat(missing.seen("encryption-key-not-ascii")).hasSize(1);
    }

    @Test
    void passwordInAnAddressIsASecretInPlainText() {
        var kit = kit(set(
                "retool-main",
                Map.of(
                        "RETOOL_EXPOSED_CRM",
                        "https://user:marked-crm@crm.example.com/",
                        "CUSTOM_OAUTH2_SSO_TOKEN_URL",
                        "https://id.example.com/token")));

        assertThat(kit.seen("plain-text-secret"))
                .singleElement()
                .asString()
                .contains("RETOOL_EXPOSED_CRM")
                .doesNotContain("CUSTOM_OAUTH2_SSO_TOKEN_URL");
    }

    private Kit kit(java.util.function.Function<List<SourceService>, List<SourceService>> change) {
        return Kit.of(new HandlerWorld(folder, change::apply));
    }

    private static UnaryOperator<List<SourceService>> set(String service, Map<String, String> settings) {
        var all = new HashMap<String, SettingSource>();
        settings.forEach((name, value) -> all.put(name, plain(value)));
        return new SourceChange(service, all, List.of())::apply;
    }

    private static List<SourceService> beside(List<SourceService> services, ServiceContainer... others) {
        return services.stream()
                .map(service -> {
                    var containers = new ArrayList<>(List.of(others));
                    containers.addAll(service.containers());
                    return service.name().equals("retool-workflows") ? service.with(containers) : service;
                })
                .toList();
    }

    private static ServiceContainer renamed(ServiceContainer old, String name) {
        return new ServiceContainer(
                name, old.image(), old.cpuUnits(), old.memoryMib(), old.settings(), old.environmentFiles());
    }

    private static ServiceContainer without(ServiceContainer old, Set<String> names) {
        var settings = new HashMap<>(old.settings());
        settings.keySet().removeAll(names);
        return new ServiceContainer(
                old.name(), old.image(), old.cpuUnits(), old.memoryMib(), settings, old.environmentFiles());
    }

    private static ServiceContainer with(ServiceContainer old, Map<String, String> more) {
        var settings = new HashMap<>(old.settings());
        more.forEach((name, value) -> settings.put(name, plain(value)));
        return new ServiceContainer(
                old.name(), old.image(), old.cpuUnits(), old.memoryMib(), settings, old.environmentFiles());
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(each -> each.path("name").asText()).toList();
    }
}
