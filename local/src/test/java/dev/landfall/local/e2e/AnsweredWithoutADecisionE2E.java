package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.command.BrowserApprovers;
import dev.landfall.local.engine.EngineListener;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody reads a gate's task token out of the execution's history and answers with it, which takes
 * {@code states:GetExecutionHistory} and {@code states:SendTaskSuccess}, and no mail.
 */
@NeedsTier(Tier.WORLD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnsweredWithoutADecisionE2E {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));
    private static final Pattern TOKEN = Pattern.compile("taskToken[\\\\\": ]+([^\\\\\"]+)");
    private static final String APPROVED =
            "{\"decision\":\"APPROVED\",\"by\":[\"alice@example.com\",\"bob@example.com\"],\"at\":\"2026-11-20T12:00:00Z\"}";

    @TempDir
    static Path folder;

    private static TestWorld test;
    private static List<Integer> counts;

    @BeforeAll
    static void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var tree = ConfigurationText.checked(Files.readAllBytes(ROOT.resolve("landfall.json")));
        tree.withObject("/database").put("strategy", "shared");
        test = TestWorld.open(
                folder.resolve("world"), Files.writeString(folder.resolve("shared.json"), tree.toPrettyString()));
        counts = counts();
    }

    @AfterAll
    static void close() {
        if (test != null) {
            test.close();
        }
    }

    @Test
    @Order(1)
    void aRehearsalHasNoGateAndNeedsNoDecision() {
        var rehearsal = test.finish(test.startRehearsal());

        assertThat(rehearsal.cause()).isEmpty();
        assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    @Order(2)
    void nothingStopsWhereNobodyApprovedTheFreeze() {
        var token = tokenOf("RequestFreeze");
        var cutover = test.startCutover();
        test.await("the gate is open", () -> isOpen("RequestFreeze", cutover) && token.get() != null);

        test.world().engine().tokens().sendTaskSuccess(token.get(), APPROVED);
        test.finish(cutover);

        assertThat(cutover.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(cutover.cause().orElse("")).contains("DECISION_MISSING", "SendTaskSuccess");
        assertThat(test.world().sourceCluster().mutations()).isEmpty();
        assertThat(counts()).isEqualTo(counts);
    }

    @Test
    @Order(3)
    void nothingStopsWhereTheDecisionWasWrittenByHand() {
        var token = tokenOf("RequestFreeze");
        var cutover = test.startCutover();
        test.await("the gate is open", () -> isOpen("RequestFreeze", cutover) && token.get() != null);

        var store = test.world().gateways().runStore();
        store.write(
                gate(store, cutover).replace(".json", "/decision.json"),
                APPROVED.replace("}", ",\"comment\":\"\",\"nonce\":\"1\"}").getBytes(StandardCharsets.UTF_8));
        test.world().engine().tokens().sendTaskSuccess(token.get(), APPROVED);
        test.finish(cutover);

        assertThat(cutover.cause().orElse("")).contains("DECISION_NOT_PROVEN");
        assertThat(test.world().sourceCluster().mutations()).isEmpty();
        assertThat(test.report(cutover).path("approvals").findValuesAsText("code"))
                .contains("DECISION_NOT_PROVEN");
    }

    @Test
    @Order(4)
    void theDomainStaysWhereNobodyApprovedGoLiveAndTheSourceComesBack() throws IOException {
        var token = tokenOf("RequestGoLive");
        var cutover = test.startCutover();
        var approvers = new BrowserApprovers(test.world().outbox(), "approve");
        test.await("the gate is open", () -> {
            if (isOpen("RequestFreeze", cutover)) {
                approvers.answer();
            }
            return cutover.status() != ExecutionStatus.RUNNING
                    || (isOpen("RequestGoLive", cutover) && token.get() != null);
        });
        assertThat(cutover.cause()).isEmpty();

        test.world().engine().tokens().sendTaskSuccess(token.get(), APPROVED);
        test.finish(cutover);

        assertThat(cutover.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(cutover.cause().orElse("")).contains("DECISION_MISSING");
        assertThat(NameQuestion.cname(test.world().nameServer(), "retool.example.com"))
                .startsWith("retool-alb-");
        assertThat(counts()).isEqualTo(counts);
        assertThat(test.report(cutover).path("states").findValuesAsText("name"))
                .as("the way back asks for no decision")
                .contains("SwitchDns", "RevertDns", "StopTarget", "ReturnToSource")
                .doesNotContain("VerifyDns");
    }

    /** As whoever may read the history sees it, once the state has begun. */
    private static AtomicReference<String> tokenOf(String state) {
        var token = new AtomicReference<String>();
        var now = new AtomicReference<>("");
        test.world().engine().addListener(new EngineListener() {
            @Override
            public void onEvent(Execution execution, HistoryEvent event) {
                if (event.type().endsWith("StateEntered")) {
                    now.set(event.details().path("name").asText());
                }
                var found = TOKEN.matcher(event.details().toString());
                if (now.get().equals(state) && event.type().equals("TaskScheduled") && found.find()) {
                    token.set(found.group(1));
                }
            }
        });
        return token;
    }

    /** Its mails have gone out. */
    private static boolean isOpen(String state, Execution cutover) {
        var title = state.equals("RequestFreeze") ? "Freeze the source" : "Go live on the target";
        return cutover.activeStates().stream().anyMatch(each -> each.name().equals(state))
                && test.world().outbox().mails().stream()
                        .anyMatch(mail ->
                                mail.subject().contains(title) && mail.text().contains("Run: " + cutover.name() + " "));
    }

    private static String gate(RunStore store, Execution cutover) {
        return store.list("approvals/").stream()
                .filter(key -> key.matches("approvals/[0-9a-f]{16}\\.json"))
                .filter(key -> Optional.of(new String(store.read(key).orElseThrow(), StandardCharsets.UTF_8))
                        .filter(text -> text.contains("\"" + cutover.name() + "\""))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> counts() {
        return test.world().sourceCluster().services().stream()
                .map(SourceService::desiredCount)
                .toList();
    }
}
