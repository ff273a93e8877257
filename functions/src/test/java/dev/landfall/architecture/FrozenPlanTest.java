package dev.landfall.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.landfall.gateway.Gateways;
import dev.landfall.handler.PlanUse;
import dev.landfall.handler.StateHandler;
import dev.landfall.model.definition.DefinitionFile;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.DeployedChange;
import dev.landfall.run.RunOpening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a run goes by is decided when it is opened: nothing that is deployed or written meanwhile reaches it. */
final class FrozenPlanTest {

    private static final Path DEFINITIONS = Path.of(System.getProperty("landfall.root"), "statemachine");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    /** They put back, stop and tell: a file in the run store must not keep them from it. */
    private static final List<String> WAY_BACK = List.of(
            "ConfirmDns",
            "FenceTarget",
            "ProveOneSide",
            "ProveStopped",
            "DiagnoseMove",
            "DiagnosePod",
            "RestoreDns",
            "ResumeTarget",
            "ReturnToSource",
            "RevertDns",
            "StopTarget",
            "WriteReport");

    private static final List<String> OPEN_OR_CLOSE =
            List.of("CloseAbandonedRun", "CloseRun", "OpenCapture", "OpenRollback", "OpenRun");

    @Test
    void onlyWhatOpensARunReadsTheDeployedConfiguration() {
        classes()
                .that()
                .areAssignableTo(ConfigurationFile.class)
                .should()
                .onlyHaveDependentClassesThat()
                .haveNameMatching(".*\\.(ConfigurationFile|RunOpening|RollbackPlan|DeployedChange)")
                .check(CLASSES);
        assertThat(CLASSES.get(RunOpening.class).getDirectDependenciesToSelf())
                .extracting(dependency -> dependency.getOriginClass().getSimpleName())
                .containsOnly("OpenRun", "OpenCapture");
    }

    /** The look at what is deployed gives away names of keys and nothing else. */
    @Test
    void nothingOfTheDeployedConfigurationLeavesTheLookAtIt() {
        assertThat(CLASSES.get(DeployedChange.class).getMethods())
                .filteredOn(method ->
                        !method.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PRIVATE))
                .extracting(method ->
                        method.getName() + " " + method.getRawReturnType().getSimpleName())
                .containsExactly("since Optional");
    }

    @Test
    void nobodyElseKnowsWhereItLies() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var reading = new ArrayList<String>();
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains("RunLayout.CONFIGURATION")) {
                    reading.add(file.getFileName().toString());
                }
            }
            assertThat(reading)
                    .as("DeployedAccess reads which rights were deployed, which is no part of a plan")
                    .containsExactlyInAnyOrder("ConfigurationFile.java", "DeployedAccess.java");
        }
    }

    @Test
    void everyStateSaysWhichPlanItsFunctionWorksBy() throws IOException {
        var met = new ArrayList<String>();
        for (var definition : definitions().entrySet()) {
            definition.getValue().forEach((state, payload) -> {
                met.add(state);
                switch (use(state)) {
                    case SEALED -> {
                        assertThat(payload.path("planDigest").asText())
                                .as(state)
                                .isEqualTo("{% $run.planDigest %}");
                        assertThat(payload.path("runId").asText()).as(state).isEqualTo("{% $run.runId %}");
                    }
                    case CARRIED ->
                        assertThat(payload.path("plan").asText()).as(state).isEqualTo("{% $run.plan %}");
                    case NONE ->
                        assertThat(payload.has("plan") || payload.has("planDigest"))
                                .as(state)
                                .isFalse();
                }
            });
        }
        assertThat(met).contains("Freeze", "SwitchDns", "ReturnToSource", "WriteKit", "RequestRollback");
    }

    @Test
    void onlyTheWayBackGoesByWhatTheStateMachineCarriesAndEverythingElseProvesItsPlan() {
        var byUse = new TreeMap<PlanUse, List<String>>();
        HandlerTable.handlers().stream()
                .filter(handler -> !handler.name().equals(HandlerTable.APPROVAL_PAGE))
                .forEach(handler -> byUse.computeIfAbsent(use(handler.name()), key -> new ArrayList<>())
                        .add(handler.name()));

        assertThat(byUse.get(PlanUse.CARRIED)).containsExactlyInAnyOrderElementsOf(WAY_BACK);
        assertThat(byUse.get(PlanUse.NONE)).containsExactlyInAnyOrderElementsOf(OPEN_OR_CLOSE);
        assertThat(HandlerTable.handlers())
                .filteredOn(handler -> byUse.get(PlanUse.SEALED).contains(handler.name()))
                .allSatisfy(handler -> assertThat(handler.gatewayMethods())
                        .as("%s may read its plan", handler.name())
                        .contains("RunStore.read"))
                .extracting(Handler::name)
                .contains(
                        "Freeze",
                        "SnapshotDatabases",
                        "QuiesceTarget",
                        "RestoreDatabase",
                        "WakeTarget",
                        "SwitchDns",
                        "LiftFreeze");
    }

    private static PlanUse use(String function) {
        try {
            var type = Class.forName("dev.landfall.handler." + function);
            return ((StateHandler<?, ?>) type.getConstructor(Gateways.class).newInstance((Object) null)).planUse();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The payload of each state that calls the function of its name. */
    private static Map<String, Map<String, JsonNode>> definitions() throws IOException {
        var definitions = new TreeMap<String, Map<String, JsonNode>>();
        DefinitionFile.in(DEFINITIONS).forEach((name, machine) -> {
            var payloads = new TreeMap<String, JsonNode>();
            collect(machine, payloads);
            definitions.put(name, payloads);
        });
        return definitions;
    }

    private static void collect(JsonNode node, Map<String, JsonNode> payloads) {
        var function = node.path("FunctionName").asText("");
        if (function.startsWith("${")) {
            payloads.put(function.substring(2, function.length() - 1), node.path("Payload"));
        }
        node.forEach(child -> collect(child, payloads));
    }
}
