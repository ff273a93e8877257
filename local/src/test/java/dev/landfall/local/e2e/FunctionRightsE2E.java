package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.world.function.Withheld;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.preflight.FunctionChecks;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import dev.landfall.run.RunFiles;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks before a move name every function, and one that lacks a right with the right. */
@NeedsTier(Tier.WORLD)
class FunctionRightsE2E {

    @TempDir
    Path folder;

    @BeforeEach
    void letTheServersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void everyFunctionIsNamedAndTheOneThatLacksARightBlocks() {
        List<Check> sound;
        try (var test = TestWorld.open(folder.resolve("world"))) {
            var preflight = test.finish(test.startPreflight());

            assertThat(preflight.cause()).isEmpty();
            assertThat(preflight.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(test.world().sourceCluster().mutations()).isEmpty();
            sound = functions(test, preflight.name());
            assertThat(sound)
                    .extracting(Check::name)
                    .containsExactlyElementsOf(HandlerTable.handlers().stream()
                            .map(Handler::name)
                            .map(FunctionChecks.PREFIX::concat)
                            .toList());
            assertThat(sound)
                    .allSatisfy(check ->
                            assertThat(check.result()).as(check.toString()).isEqualTo(Result.OK));
        }
        try (var test = TestWorld.open(folder.resolve("world"), List.of(Withheld.of("Freeze=ecs:UpdateService")))) {
            var preflight = test.finish(test.startPreflight());

            assertThat(preflight.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(preflight.cause().orElseThrow())
                    .contains("PREFLIGHT_BLOCKED")
                    .contains("function-Freeze: It lacks ecs:UpdateService on arn:aws:ecs:");
            assertThat(functions(test, preflight.name()))
                    .filteredOn(check -> check.result() != Result.OK)
                    .extracting(Check::name)
                    .containsExactly("function-Freeze");
        }
    }

    private static List<Check> functions(TestWorld test, String runId) {
        return new RunFiles(test.world().gateways().runStore())
                .require(PreflightReport.key(runId), PreflightReport.class).checks().stream()
                        .filter(check -> check.name().startsWith(FunctionChecks.PREFIX))
                        .toList();
    }
}
