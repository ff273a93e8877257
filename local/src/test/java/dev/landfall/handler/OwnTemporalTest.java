package dev.landfall.handler;

import static dev.landfall.handler.HandlerWorld.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.capture.SourceNames;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.ledger.ForeignSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a Temporal cluster of the operator's own: two never work on one database, and none is stopped that the
 * target is told to use.
 */
class OwnTemporalTest {

    private static final String FRONTEND = "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST";
    private static final String IMAGE = "tryretool/one-offs:retool-temporal-1.1.6";
    private static final Map<String, String> SERVER = Map.of(
            "POSTGRES_HOST", "source-db",
            "POSTGRES_USER", "temporal",
            "POSTGRES_PASSWORD", "marked-temporal",
            "DBNAME", "temporal",
            "DBNAME_VISIBILITY", "temporal_seen",
            "NUM_HISTORY_SHARDS", "512",
            "SQL_TLS_ENABLED", "true");

    @TempDir
    Path folder;

    @Test
    void chartsTemporalWorksOnTheSameDatabaseAfterTheCutover() throws IOException {
        var kit = kit("subchart", SERVER);

        assertThat(kit.refused()).isEmpty();
        assertThat(kit.seen("temporal-of-the-chart")).hasSize(1);
        assertThat(kit.before()).doesNotContainKey(FRONTEND);
        assertThat(kit.after()).doesNotContainKey(FRONTEND);
        assertThat(values(kit, "before").path("retool-temporal-services-helm").isMissingNode())
                .isTrue();
        var chart = values(kit, "after").path("retool-temporal-services-helm");
        assertThat(chart.path("enabled").asBoolean()).isTrue();
        assertThat(chart.at("/server/image/repository").asText()).isEqualTo("tryretool/one-offs");
        assertThat(chart.at("/server/image/tag").asText()).isEqualTo("retool-temporal-1.1.6");
        assertThat(chart.at("/server/config/numHistoryShards").asInt()).isEqualTo(512);
        var sql = chart.at("/server/config/persistence/default/sql");
        assertThat(sql.path("host").asText()).isEqualTo("source-db");
        assertThat(sql.path("port").asInt()).isEqualTo(5432);
        assertThat(sql.path("user").asText()).isEqualTo("temporal");
        assertThat(sql.at("/tls/enabled").asBoolean()).isTrue();
        assertThat(chart.at("/server/config/persistence/visibility/sql/database")
                        .asText())
                .isEqualTo("temporal_seen");
        assertThat(kit.file("README.md"))
                .contains(
                        "--secret-id landfall/kit/temporal-database --query SecretString --output text | tr -d '\\n' | kubectl",
                        "create secret generic temporal-database");
        assertThat(kit.secret("temporal-database").reveal()).isEqualTo("marked-temporal");
    }

    @Test
    void oneThatIsKeptAndWouldBeStoppedBlocks() {
        var kit = kit("carry", SERVER);

        assertThat(kit.refused()).contains("LEDGER_UNDECIDED");
        assertThat(kit.seen("temporal-stopped"))
                .singleElement()
                .asString()
                .contains("retool-temporal/temporal-frontend", "a cutover would stop it");
    }

    @Test
    void oneThatIsKeptElsewhereDoesNot() {
        assertThat(kit("carry", Map.of(), false).refused()).isEmpty();
    }

    @Test
    void oneThatNobodyStopsIsNoGroundForASecond() {
        var kit = kit("subchart", Map.of(), false);

        assertThat(kit.refused()).contains("LEDGER_UNDECIDED");
        assertThat(kit.seen("temporal-twice")).hasSize(1);
    }

    @Test
    void whatIsNotKnownIsNamedWithoutAValue() {
        var less = new HashMap<>(SERVER);
        less.keySet().removeAll(Set.of("NUM_HISTORY_SHARDS", "POSTGRES_PASSWORD"));
        var kit = kit("subchart", less);

        assertThat(kit.refused()).contains("LEDGER_UNDECIDED");
        assertThat(kit.seen("temporal-not-known"))
                .singleElement()
                .asString()
                .endsWith("that can be read: POSTGRES_PASSWORD, NUM_HISTORY_SHARDS.");
    }

    @Test
    void theWordIsForTemporalAlone() {
        var kit = kit("carry\"}, \"LOG_LEVEL\": {\"decision\": \"subchart", Map.of(), false);

        assertThat(kit.seen("decision-refused"))
                .contains(
                        "settings.LOG_LEVEL of landfall.json says subchart, but the chart's Temporal takes the place of WORKFLOW_TEMPORAL_… alone.");
    }

    /** Its servers have the source's database by right, once the target is live; no other pod has. */
    @Test
    void temporalsServersAreNotForeignOnceTheTargetIsLive() {
        var world = new HandlerWorld(folder);
        var source = SourceNames.ofDatabases(Set.of("source-db"));
        world.target.deploy("retool-wf-temporal-worker", 1, IMAGE, Map.of("POSTGRES_HOST", plain("source-db")));

        assertThat(new ForeignSettings(world.gateways, source, Set.of()).found(true))
                .isEmpty();
        assertThat(new ForeignSettings(world.gateways, source, Set.of()).found(false))
                .singleElement()
                .asString()
                .contains("retool-wf-temporal-worker");

        world.target.deploy(
                "retool-more", 1, "tryretool/backend:1.2.3", Map.of("X_HOST", plain("postgres://source-db/a")));

        assertThat(new ForeignSettings(world.gateways, source, Set.of()).found(true))
                .hasSize(1);
    }

    @Test
    void namespaceThatTheChartDoesNotServeBlocks() {
        var kit = kit("subchart", SERVER, true, Map.of("WORKFLOW_TEMPORAL_CLUSTER_NAMESPACE", plain("acme")));

        assertThat(kit.seen("temporal-namespace")).hasSize(1);
        assertThat(kit("subchart", SERVER, true, Map.of("WORKFLOW_TEMPORAL_CLUSTER_NAMESPACE", plain("workflows")))
                        .seen("temporal-namespace"))
                .isEmpty();
    }

    private Kit kit(String decision, Map<String, String> server) {
        return kit(decision, server, true);
    }

    private Kit kit(String decision, Map<String, String> server, boolean isAService) {
        return kit(decision, server, isAService, Map.of());
    }

    private Kit kit(String decision, Map<String, String> server, boolean isAService, Map<String, SettingSource> more) {
        var world = new HandlerWorld(folder.resolve(String.valueOf(more.hashCode())), services -> {
            var ofTheWorker = new HashMap<>(more);
            ofTheWorker.put(FRONTEND, plain("temporal.retoolsvc"));
            var all = new ArrayList<SourceService>(
                    new SourceChange("retool-workflows", ofTheWorker, List.of()).apply(services));
            if (isAService) {
                var settings = new HashMap<String, SettingSource>();
                server.forEach((name, value) -> settings.put(name, plain(value)));
                all.add(service(List.of(
                        new ServiceContainer("temporal-web", "temporalio/ui:2", 256, 512, Map.of(), List.of()),
                        new ServiceContainer("temporal-frontend", IMAGE, 256, 512, settings, List.of()))));
            }
            return all;
        });
        world.configure(HandlerWorld.configuration()
                .replace(
                        "\"dns\":",
                        "\"settings\": {\"" + FRONTEND + "\": {\"decision\": \"" + decision + "\"}},\n\"dns\":"));
        return Kit.of(world);
    }

    private static SourceService service(List<ServiceContainer> containers) {
        return new SourceService(
                "retool-temporal",
                "arn:aws:ecs:eu-west-1:111122223333:task-definition/retool-temporal:1",
                1,
                1,
                0,
                Optional.empty(),
                containers,
                List.of("subnet-1"),
                List.of("sg-1"),
                false);
    }

    private static JsonNode values(Kit kit, String phase) throws IOException {
        return new YAMLMapper().readTree(kit.file("values-" + phase + ".yaml"));
    }
}
