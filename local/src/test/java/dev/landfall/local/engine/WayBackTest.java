package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.engine.mock.MockedIntegration;
import dev.landfall.local.engine.mock.MockedResponse;
import dev.landfall.local.engine.mock.TestCase;
import dev.landfall.local.engine.time.VirtualTime;
import dev.landfall.model.definition.DefinitionFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which states the way back goes when some of them fail at every attempt, and what the run's end says. */
class WayBackTest {

    private static final Path DEFINITIONS =
            Path.of(System.getProperty("landfall.root", ".")).resolve("statemachine");
    private static final String MIGRATE = "migrate";
    private static final String ROLLBACK = "rollback";
    private static final String DATABASES = "{'databases':[{'name':'app','dumpCommand':['dump'],'writtenCommand':['w'],"
            + "'startedBy':'run/app','sealKey':'0'},{'name':'retooldb','dumpCommand':['dump'],'writtenCommand':['w'],"
            + "'startedBy':'run/retooldb','sealKey':'0'}],'databasesAtOnce':2,'cluster':'retool','subnets':['subnet-1'],"
            + "'securityGroups':['sg-1'],'assignPublicIp':'DISABLED'}";

    /** Two Retools must not work in one database, so the source waits for a target that is proven to stand still. */
    @ParameterizedTest
    @CsvSource({"migrate, Validate", "migrate, RequestGoLive", "rollback, return"})
    void sharedSourceStaysAtZeroWhereTheTargetCannotBeStopped(String machine, String failing) {
        var ended = run(
                machine, "shared", false, failing, "StopTarget", "StopTargetAgain", "ProveTargetOff", "ProveStopped");

        assertThat(ended.entered())
                .doesNotContain("ReturnToSource")
                .containsSubsequence("StopTarget", "StopTargetAgain", "WriteReport", "CloseRun");
        assertThat(ended.cause()).contains("the source stays at 0", "one database", "start rollback");
    }

    /** Users are on it: the domain is moved only once nobody writes there any longer. */
    @ParameterizedTest
    @CsvSource({"migrate, VerifyDns", "migrate, SwitchDns", "rollback, none"})
    void sharedTargetThatCannotBeStoppedStaysTheLiveSide(String machine, String failing) {
        var ended = run(
                machine, "shared", true, failing, "StopTarget", "StopTargetAgain", "ProveTargetOff", "ProveStopped");

        assertThat(ended.entered())
                .doesNotContain("ReturnToSource", "RevertDns", "RestoreDns")
                .containsSubsequence("StopTarget", "StopTargetAgain", "WriteReport", "CloseRun");
        assertThat(ended.cause()).contains("the target stays the live side", "one database", "start rollback");
    }

    @ParameterizedTest
    @CsvSource({"migrate, VerifyDns, RevertDns", "rollback, none, RestoreDns"})
    void sharedTargetThatStopsLateIsLeftAfterwards(String machine, String failing, String dns) {
        var ended = run(machine, "shared", true, failing, "StopTarget");

        assertThat(ended.entered())
                .containsSubsequence(
                        "StopTarget",
                        "StopTargetAgain",
                        dns,
                        "ConfirmDns",
                        "ReturnToSource",
                        "ProveOneSide",
                        "ConfirmDivergence");
    }

    /** Such as one pod of a lost node, which never ends: nothing that it does is done twice. */
    @ParameterizedTest
    @CsvSource({"migrate, VerifyDns, RevertDns", "rollback, none, RestoreDns"})
    void sharedSourceComesBackWhereNothingOfTheTargetWorksByItselfAndTheDomainIsBack(
            String machine, String failing, String dns) {
        var ended = run(machine, "shared", true, failing, "StopTarget", "StopTargetAgain");

        assertThat(ended.entered())
                .containsSubsequence(
                        "StopTarget",
                        "StopTargetAgain",
                        "ProveTargetOff",
                        dns,
                        "ConfirmDns",
                        "ReturnToSource",
                        "ProveOneSide");
        assertThat(run(machine, "shared", true, failing, "StopTarget", "StopTargetAgain", "ConfirmDns", "ProveStopped")
                        .entered())
                .as("neither proof of the domain nor of the target")
                .doesNotContain("ReturnToSource");
    }

    @ParameterizedTest
    @CsvSource({"migrate, VerifyDns, RevertDns", "migrate, Validate, WakeTarget", "rollback, none, RestoreDns"})
    void targetThatCannotBeStoppedIsFencedOnceTheDomainIsBackAndBeforeTheSourceIs(
            String machine, String failing, String before) {
        var ended = run(machine, "dump", true, failing, "StopTarget", "StopTargetAgain");

        assertThat(ended.entered())
                .containsSubsequence(before, "FenceTarget", "ReturnToSource", "StopTargetAgain", "ProveOneSide");
        assertThat(run(machine, "dump", true, failing, "StopTarget", "FenceTarget")
                        .entered())
                .as("the domain is proven to lead to the source")
                .containsSubsequence("FenceTarget", "ReturnToSource");
        assertThat(run(machine, "dump", true, failing).entered()).doesNotContain("FenceTarget");
    }

    @ParameterizedTest
    @CsvSource({"migrate, VerifyDns, RevertDns", "rollback, none, RestoreDns"})
    void liveTargetIsNotFencedWhileTheDomainLeadsThere(String machine, String failing, String dns) {
        assertThat(run(machine, "dump", true, failing, "StopTarget", dns, "ConfirmDns", "ProveStopped")
                        .entered())
                .doesNotContain("FenceTarget", "ReturnToSource");
    }

    /** A record that was put back leads users away, whoever could not say so. */
    @ParameterizedTest
    @CsvSource({"migrate, VerifyDns, RevertDns", "rollback, none, RestoreDns"})
    void targetThatUsersAreLedAwayFromIsFencedBeforeTheSourceReturns(String machine, String failing, String dns) {
        assertThat(run(machine, "dump", true, failing, "StopTarget", dns).entered())
                .as("the answer was lost, and ConfirmDns found the work done")
                .containsSubsequence(dns, "ConfirmDns", "FenceTarget", "ReturnToSource");
        assertThat(run(machine, "dump", true, failing, "StopTarget", "ConfirmDns")
                        .entered())
                .as("not every server was asked, but nobody can work on the target")
                .containsSubsequence("ConfirmDns", "FenceTarget", "ReturnToSource");
        assertThat(run(machine, "dump", true, failing, "StopTarget", "ConfirmDns", "FenceTarget", "ProveStopped")
                        .entered())
                .as("nothing is proven")
                .doesNotContain("ReturnToSource");
    }

    /** StopTarget did its work and lost its answer: another function sees that no pod is left. */
    @ParameterizedTest
    @CsvSource({"migrate, VerifyDns, RevertDns", "rollback, none, RestoreDns"})
    void targetThatIsFoundStoppedLetsTheSourceBackWhateverTheDomainSays(String machine, String failing, String dns) {
        assertThat(run(machine, "dump", true, failing, "StopTarget", dns, "ConfirmDns")
                        .entered())
                .containsSubsequence(dns, "ConfirmDns", "ProveStopped", "ReturnToSource", "StopTargetAgain");
        assertThat(run(machine, "dump", true, failing, "StopTarget", "ConfirmDns", "FenceTarget")
                        .entered())
                .containsSubsequence("FenceTarget", "ProveStopped", "ReturnToSource");
        assertThat(run(machine, "shared", true, failing, "StopTarget", "StopTargetAgain", "ProveTargetOff")
                        .entered())
                .as("with one database the domain waited for that")
                .containsSubsequence("ProveTargetOff", "ProveStopped", dns, "ConfirmDns", "ReturnToSource");
        assertThat(run(machine, "shared", true, failing, "StopTarget", "StopTargetAgain", dns, "ConfirmDns")
                        .entered())
                .containsSubsequence(dns, "ConfirmDns", "ProveStopped", "ReturnToSource");
    }

    /** Where one fails Step Functions cuts the others off: their tasks must not meet the source, nor the next run. */
    @ParameterizedTest
    @CsvSource({"DumpDatabase", "CompareDatabase", "MeasureDatabase", "ConfirmDatabase"})
    void everyMoverIsStoppedBeforeTheSourceReturnsAndTheLockIsReleased(String state) {
        var ended = run(MIGRATE, "dump", true, state);

        assertThat(ended.entered())
                .doesNotContain("SwitchDns")
                .containsSubsequence(state, "StopMovers", "ReturnToSource", "WriteReport", "CloseRun");
        assertThat(ended.cause()).contains("FOUND: the reason");
        assertThat(run(MIGRATE, "dump", true, state, "StopMovers").entered())
                .as("what cannot be stopped keeps no source at 0")
                .containsSubsequence("StopMovers", "ReturnToSource", "CloseRun");
    }

    @Test
    void reportThatCouldNotBeWrittenIsToldByTheRunsEnd() {
        assertThat(run(MIGRATE, "dump", true, "Validate", "WriteReport").cause())
                .contains("Validate met it", "Then WriteReport failed");
        assertThat(run(MIGRATE, "dump", true, "WriteReport").cause()).contains("WriteReport met it");
        assertThat(run(ROLLBACK, "dump", true, "VerifySource", "WriteReport").cause())
                .contains("VerifySource met it", "Then WriteReport failed");
    }

    @Test
    void sharedSourceComesBackWhereTheTargetIsStoppedWhateverTheRecordDoes() {
        var ended = run(MIGRATE, "shared", true, "VerifyDns", "StopTarget", "RevertDns");

        assertThat(ended.entered()).containsSubsequence("StopTargetAgain", "RevertDns", "ReturnToSource");
        assertThat(ended.cause()).contains("VerifyDns", "Then RevertDns failed");
    }

    /** Whoever brought pods back works on what the run left there, so the target stops before the source comes back. */
    @ParameterizedTest
    @CsvSource({"ConfirmStill", "CompareDatabase"})
    void targetThatSomebodyBroughtBackIsStoppedBeforeTheSourceReturns(String state) {
        var ended = cameBack(state);

        assertThat(ended.entered())
                .doesNotContain("WakeTarget", "SwitchDns")
                .containsSubsequence(state, "StopTarget", "ReturnToSource");
        assertThat(ended.cause()).contains("TARGET_CAME_BACK");
    }

    @Test
    void targetIsLookedAtAfterEverythingWasCarriedAndBeforeItWakes() {
        assertThat(run(MIGRATE, "dump", true).entered())
                .containsSubsequence("CompareDatabase", "CopyStorage", "ConfirmStill", "WakeTarget");
    }

    private static Ended cameBack(String state) {
        return run(
                MIGRATE,
                "dump",
                true,
                Map.of(
                        state,
                        "TARGET_CAME_BACK [OPERATOR]: On purpose. Remedy: None.",
                        "StopMovers",
                        "NO_WAY_IN [OPERATOR]: On purpose. Remedy: None.",
                        "DiagnoseMove",
                        "NO_WAY_IN [OPERATOR]: On purpose. Remedy: None."));
    }

    record Ended(List<String> entered, String cause) {}

    /** Those that are named fail at every attempt; a name that is no state changes nothing. */
    private static Ended run(String machine, String strategy, boolean switched, String... failing) {
        return run(
                machine,
                strategy,
                switched,
                Arrays.stream(failing)
                        .collect(Collectors.toMap(
                                state -> state, state -> "TRIED [OPERATOR]: " + state + " met it. Remedy: None.")));
    }

    private static Ended run(String machine, String strategy, boolean switched, Map<String, String> failing) {
        var opened =
                "{'runId':'run','cutoverRunId':'before','planDigest':'d1','plan':{'version':'1'},'gateSeconds':7200,"
                        + "'mode':'" + (machine.equals(ROLLBACK) ? "rollback" : "cutover") + "','strategy':'" + strategy
                        + "','storage':'copied','switched':" + switched + ",'gated':" + switched + "}";
        var loaded = DefinitionFile.read(DEFINITIONS.resolve(machine + DefinitionFile.SUFFIX));
        var answers = new TreeMap<String, MockedResponse>();
        DefinitionHiccupsTest.taskStates(machine).keySet().forEach(state -> answers.put(state, answer(state, opened)));
        failing.forEach((state, cause) -> answers.computeIfPresent(
                state,
                (name, answer) -> new MockedResponse(
                        name,
                        new TreeMap<>(Map.of(
                                0,
                                new MockedResponse.Answer.Throw(
                                        Integer.MAX_VALUE, "dev.landfall.model.failure.OperatorException", cause))))));
        var time = new VirtualTime();
        var mocks = new MockedIntegration(new TestCase("way-back", answers));
        try (var engine = new Engine(time, mocks.integrations(), new Random(1))) {
            mocks.serve(engine);
            var execution = engine.start(StateMachine.load(machine, loaded.toString()), "run", World.json("{}"));
            time.runUntilIdle();
            return new Ended(
                    execution.history().stream()
                            .map(HistoryEvent::toJson)
                            .filter(event -> event.path("type").asText().equals("TaskStateEntered"))
                            .map(event ->
                                    event.at("/stateEnteredEventDetails/name").asText())
                            .distinct()
                            .toList(),
                    execution.cause().orElse(""));
        }
    }

    private static MockedResponse answer(String state, String opened) {
        var payload = switch (state) {
            case "OpenRun", "OpenRollback" -> opened;
            case "CaptureSource" -> DATABASES;
            case "Preflight" -> "{'warned':[]}";
            case "ProveStopped" -> "{'stopped':true,'wanted':[]}";
            case "DiagnoseMove", "DiagnoseStorage", "StopMovers" ->
                "{'error':'FOUND','cause':'FOUND: the reason.','stopped':[]}";
            default -> "{}";
        };
        return new MockedResponse(
                state,
                new TreeMap<>(
                        Map.of(
                                0,
                                new MockedResponse.Answer.Return(
                                        Integer.MAX_VALUE,
                                        World.json(
                                                "{'Payload':" + payload
                                                        + ",'digests':{'plan':'p','data':'d','manifest':'m'},'database':'app','digest':'c'}")))));
    }
}
