package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.ledger.Finding;
import dev.landfall.ledger.Ledger;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the source Landfall may read is named in {@code deployment.access}; what is not named is told by name. */
class SourceAccessTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");
    private static final String PASSWORD = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:retool/db-AbCdEf";
    private static final String SMTP =
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:retool/smtp-AbCdEf:password::";

    @TempDir
    Path folder;

    @Test
    void aPasswordThatTheMoversTaskMayNotReadBlocksUntilItIsNamed() {
        var world = worldWith("POSTGRES_PASSWORD", PASSWORD);
        world.vault.plant(PASSWORD, SecretText.of(HandlerWorld.PASSWORD));
        world.openAndCapture("one", Map.of());

        var before = preflight(world);
        world.configure(access("{\"databaseSecrets\": [\"retool/db\"]}"));
        var after = preflight(world);

        assertThat(before.result()).isEqualTo(PreflightReport.Result.BLOCKER);
        assertThat(before.seen()).contains("deployment.access", "databaseSecrets: retool/db-AbCdEf");
        assertThat(after.result()).isEqualTo(PreflightReport.Result.OK);
    }

    @Test
    void everythingIsAWarningThatNamesTheOwnersDecision() {
        var world = new HandlerWorld(folder);
        world.configure(access("{\"secrets\": [\"*\"]}"));
        world.openAndCapture("one", Map.of());

        var check = preflight(world);

        assertThat(check.result()).isEqualTo(PreflightReport.Result.WARNING);
        assertThat(check.seen()).contains("deployment.access.secrets says `*`");
    }

    @Test
    void aFirstCaptureTellsAllThatItNeedsInOneGo() {
        var world = worldWith("SMTP_PASSWORD", SMTP);
        world.openAndCapture("one", Map.of());

        assertThat(findings(world))
                .filteredOn(finding -> finding.name().equals("access"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.blocks()).isTrue();
                    assertThat(finding.seen()).contains("retool/smtp-AbCdEf");
                    assertThat(finding.remedy()).contains("{\"access\":{\"secrets\":[\"retool/smtp-AbCdEf\"]}}");
                });
    }

    @Test
    void whatIsReadableNeedsNoWord() {
        var world = worldWith("SMTP_PASSWORD", SMTP);
        world.vault.plant(SMTP.replace(":password::", ""), SecretText.of("{\"password\":\"marked-smtp\"}"));
        world.openAndCapture("one", Map.of());

        assertThat(findings(world)).extracting(Finding::name).doesNotContain("access");
    }

    private HandlerWorld worldWith(String setting, String reference) {
        return new HandlerWorld(
                folder,
                services -> SourceChange.setting("retool-main", setting, new SettingSource.Reference(reference))
                        .apply(services));
    }

    private static String access(String access) {
        return HandlerWorld.configuration()
                .replace(
                        "\"dns\": {\"zoneId\": \"Z1\"}",
                        "\"dns\": {\"zoneId\": \"Z1\"}, \"deployment\": {\"access\": " + access + "}");
    }

    private static Check preflight(HandlerWorld world) {
        try {
            world.call(new Preflight(world.gateways), RUN);
        } catch (OperatorException e) {
            assertThat(e).hasMessageContaining("PREFLIGHT_BLOCKED");
        }
        return world.files.require(PreflightReport.key("one"), PreflightReport.class).checks().stream()
                .filter(check -> check.name().equals("source-access"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> findings(HandlerWorld world) {
        world.call(new BuildLedger(world.gateways), RUN);
        return world.files.require(Ledger.key("one"), Ledger.class).findings();
    }
}
