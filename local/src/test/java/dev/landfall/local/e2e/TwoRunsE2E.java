package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.handler.CloseAbandonedRun;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import dev.landfall.local.world.function.LambdaFunctions;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than one execution at a time, in a real world: one of them works, and the others take nothing from it. */
@NeedsTier(Tier.WORLD)
class TwoRunsE2E {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));

    @TempDir
    static Path folder;

    private static TestWorld test;

    @BeforeAll
    static void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var tree = ConfigurationText.checked(Files.readAllBytes(ROOT.resolve("landfall.json")));
        tree.withObject("/database").put("strategy", "shared");
        test = TestWorld.open(
                folder.resolve("world"),
                Files.writeString(folder.resolve("shared.json"), tree.toPrettyString()),
                new RealFaults());
    }

    @AfterAll
    static void close() {
        if (test != null) {
            test.close();
        }
    }

    @Test
    void ofTwoThatAreStartedAtOnceOneWorks() {
        var both = List.of(test.startRehearsal(), test.startRehearsal());
        both.forEach(test::finish);

        assertThat(both).extracting(Execution::status).containsOnlyOnce(ExecutionStatus.SUCCEEDED);
        assertThat(both)
                .filteredOn(run -> run.status() == ExecutionStatus.FAILED)
                .singleElement()
                .satisfies(run -> assertThat(run.cause().orElse("")).contains("RUN_IN_PROGRESS"));
        assertThat(test.world().gateways().runStore().read(RunLayout.LOCK)).isEmpty();
    }

    /** Its end is told to the watch, which knows runs by their execution and not by their name. */
    @Test
    void rollbackOfTheSameNameTakesNothingFromAMigration() throws InterruptedException {
        var entered = new CountDownLatch(1);
        test.whenEntered("Preflight", execution -> entered.countDown());
        var rehearsal = test.startRehearsal();
        test.awaitEntered(entered);

        var rollback =
                test.finish(test.world().start("rollback", rehearsal.name(), JsonNodeFactory.instance.objectNode()));

        assertThat(rollback.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(rollback.cause().orElse("")).containsAnyOf("RUN_IN_PROGRESS", "RUN_NAME_TAKEN");
        assertThat(test.finish(rehearsal).cause()).isEmpty();
        assertThat(test.file(rehearsal, "run.json").path("verdict").asText()).isEqualTo("PASSED");
    }

    @Test
    void lockOfADeadHolderIsTakenOver() throws InterruptedException {
        var entered = new CountDownLatch(1);
        test.whenEntered("ReachDatabase", execution -> entered.countDown());
        var dead = test.startRehearsal();
        test.awaitEntered(entered);

        dead.stop("Test.Stopped", "stopped by the test");
        var next = test.finish(test.startRehearsal());

        assertThat(dead.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(next.cause()).isEmpty();
        assertThat(test.file(dead, "run.json").path("verdict").asText()).isEqualTo("FAILED");
        assertThat(test.world().gateways().runStore().read(RunLayout.LOCK)).isEmpty();
    }

    /** The event of its first end comes when a redriven execution works again. */
    @Test
    void lateEventTakesNothingFromARunThatWorksAgain() throws InterruptedException, IOException, LambdaError {
        var entered = new CountDownLatch(1);
        test.whenEntered("Preflight", execution -> entered.countDown());
        var rehearsal = test.startRehearsal();
        test.awaitEntered(entered);

        var told = tell(rehearsal);

        assertThat(told.path("closed").asBoolean()).isFalse();
        assertThat(test.world().gateways().runStore().read(RunLayout.LOCK)).isPresent();
        assertThat(test.finish(rehearsal).cause()).isEmpty();
        assertThat(test.file(rehearsal, "run.json").path("verdict").asText()).isEqualTo("PASSED");
    }

    private static JsonNode tell(Execution execution) throws IOException, LambdaError {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("runId", execution.name())
                .put("executionArn", execution.arn())
                .put("status", "FAILED");
        var functions = new LambdaFunctions(
                Map.of("CloseAbandonedRun", new CloseAbandonedRun(test.world().gateways())));
        return Json.MAPPER.readTree(functions.invoke("CloseAbandonedRun", event.toString()));
    }
}
