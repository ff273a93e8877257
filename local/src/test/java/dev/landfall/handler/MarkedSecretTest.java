package dev.landfall.handler;

import static dev.landfall.handler.SourceChange.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails.ContainerDetail;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SettingSource;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.SourceKind;
import dev.landfall.model.RunLayout;
import dev.landfall.preflight.PreflightReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A marked secret in every place that ECS has for one is found in nothing that a capture, a preflight or a report writes,
 * answers, prints, logs, mails or throws.
 */
class MarkedSecretTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme-AbCdEf";
    private static final String PARAMETER = "arn:aws:ssm:eu-west-1:111122223333:parameter/acme/token";
    private static final String FILE = "arn:aws:s3:::acme/retool.env";
    private static final List<String> PLACES = List.of(
            "environment",
            "secret",
            "parameter",
            "file",
            "entry-point",
            "command",
            "label",
            "url",
            "document",
            "rotated");

    @TempDir
    Path folder;

    @Test
    void theSearchFindsWhatItLooksFor() {
        for (var before : List.of("", "a", "ab", "abc")) {
            assertThat(Marks.isIn(Marks.base64Within(before, "url", "and more"), "url"))
                    .as("in base64 after " + before.length() + " bytes")
                    .isTrue();
        }
        assertThat(Marks.isIn("nothing of the kind", "url")).isFalse();
    }

    @Test
    void markIsInNothingThatACaptureWritesAnswersOrSays() {
        var world = world();
        try (var said = new Said()) {
            var answers = opened(world, new OpenCapture(world.gateways))
                    + answers(
                            world,
                            new CaptureSource(world.gateways),
                            new BuildLedger(world.gateways),
                            new WriteKit(world.gateways),
                            new CloseRun(world.gateways));

            assertThat(world.store.everything()).contains("kit/values-before.yaml", "kit/README.md", "ledger.html");
            assertNothingIn(world, answers, said);
        }
    }

    @Test
    void markIsInNothingThatARehearsalWritesAnswersOrSays() {
        var world = world();
        try (var said = new Said()) {
            var answers =
                    opened(world, new OpenRun(world.gateways)) + answers(world, new CaptureSource(world.gateways));
            var refused = catchThrowable(() -> answers(world, new Preflight(world.gateways)));
            answers += answers(world, new WriteReport(world.gateways), new TellDrift(world.gateways));

            assertThat(refused).as("settings that nobody decided block").hasMessageContaining("PREFLIGHT_BLOCKED");
            assertThat(world.store.everything()).contains("preflight.json", "report.html");
            assertNothingIn(world, answers + Marks.texts(refused), said);
        }
    }

    @Test
    void markIsInNoMailOfWhatChanged() {
        var world = world();
        opened(world, new OpenRun(world.gateways));
        answers(world, new CaptureSource(world.gateways));
        catchThrowable(() -> answers(world, new Preflight(world.gateways)));
        world.close("one");
        world.vault.plant(SECRET, SecretText.of("{\"token\":\"" + Marks.of("rotated") + "\"}"));

        try (var said = new Said()) {
            world.openAndCapture("two", Map.of("mode", "preflight"));
            catchThrowable(() -> world.call(new Preflight(world.gateways), Map.of("runId", "two")));
            world.call(new TellDrift(world.gateways), Map.of("runId", "two"));

            assertThat(world.mails).isNotEmpty();
            assertThat(world.letters.toString()).contains("The value of RETOOL_EXPOSED_SECRET");
            assertNothingIn(world, "", said);
        }
    }

    @Test
    void markIsInNoProblemOfASettingThatCannotBeUsed() {
        var world = world(Map.of("POSTGRES_PORT", plain(Marks.of("environment"))));
        opened(world, new OpenRun(world.gateways));

        try (var said = new Said()) {
            var refused = catchThrowable(() -> answers(world, new CaptureSource(world.gateways)));

            assertThat(refused).hasMessageContaining("SETTING_INVALID").hasMessageContaining("POSTGRES_PORT");
            assertNothingIn(world, Marks.texts(refused), said);
        }
    }

    /** Drivers and clients quote what they choke on, so a failure that nobody foresaw says where and not what. */
    @Test
    void markIsInNothingThatAnUnforeseenFailureLeaves() {
        var world = world();
        opened(world, new OpenRun(world.gateways));
        answers(world, new CaptureSource(world.gateways));
        world.databases.failure = Optional.of(new IllegalStateException(
                "cannot connect with " + Marks.of("url"), new IllegalArgumentException(Marks.of("secret"))));

        try (var said = new Said()) {
            var refused = catchThrowable(() -> answers(world, new Preflight(world.gateways)));

            var report = world.files.require(PreflightReport.key("one"), PreflightReport.class);
            assertThat(report.blockers())
                    .anySatisfy(
                            check -> assertThat(check.seen()).contains("The check could not be made: IllegalState"));
            assertThat(said.text())
                    .as("the log tells the way there")
                    .contains(
                            "The check postgresql-version could not be made",
                            "IllegalStateException",
                            "MarkedSecretTest.java");
            assertNothingIn(world, Marks.texts(refused), said);
        }
    }

    @Test
    void everyPlaceHasItsLine() {
        var world = world();
        opened(world, new OpenCapture(world.gateways));
        answers(world, new BuildLedger(world.gateways));
        var ledger = world.files.require(RunLayout.LEDGER, Ledger.class);

        assertThat(kind(ledger, "RETOOL_EXPOSED_ENVIRONMENT")).isEqualTo(SourceKind.PLAIN);
        assertThat(kind(ledger, "RETOOL_EXPOSED_SECRET")).isEqualTo(SourceKind.SECRET);
        assertThat(kind(ledger, "RETOOL_EXPOSED_PARAMETER")).isEqualTo(SourceKind.PARAMETER);
        assertThat(kind(ledger, "RETOOL_EXPOSED_FILE")).isEqualTo(SourceKind.FILE);
        assertThat(ledger.lines())
                .extracting(line -> line.where() + " " + line.setting())
                .doesNotHaveDuplicates();
    }

    private static void assertNothingIn(HandlerWorld world, String answers, Said said) {
        Marks.assertNoneIn("the run store", world.store.everything(), PLACES);
        Marks.assertNoneIn("answers and failures", answers, PLACES);
        Marks.assertNoneIn("what was printed and logged", said.text(), PLACES);
        Marks.assertNoneIn("mails", world.letters.toString(), PLACES);
    }

    private static String opened(HandlerWorld world, StateHandler<?, ?> handler) {
        world.executions.put("arn:one", "RUNNING");
        var input = Map.of(
                "runId",
                "one",
                "executionArn",
                "arn:one",
                "startedAt",
                world.clock.instant().toString(),
                "input",
                Map.of());
        return world.call(handler, input).toString();
    }

    private static String answers(HandlerWorld world, StateHandler<?, ?>... handlers) {
        return Stream.of(handlers)
                .map(handler -> world.call(handler, RUN).toString())
                .collect(Collectors.joining());
    }

    private static SourceKind kind(Ledger ledger, String setting) {
        return ledger.lines().stream()
                .filter(line -> line.setting().equals(setting))
                .findFirst()
                .orElseThrow()
                .source();
    }

    private HandlerWorld world() {
        return world(Map.of());
    }

    private HandlerWorld world(Map<String, SettingSource> more) {
        var settings = new java.util.HashMap<String, SettingSource>(Map.of(
                "RETOOL_EXPOSED_ENVIRONMENT", plain(Marks.of("environment")),
                "RETOOL_EXPOSED_SECRET", new SettingSource.Reference(SECRET + ":token::"),
                "RETOOL_EXPOSED_PARAMETER", new SettingSource.Reference(PARAMETER),
                "RETOOL_EXPOSED_URL", plain("postgres://app:" + Marks.of("url") + "@db.example.com/app"),
                "RETOOL_EXPOSED_DOCUMENT", plain("{\"password\":\"" + Marks.of("document") + "\"}\n")));
        settings.putAll(more);
        var world = new HandlerWorld(folder, new SourceChange("retool-main", settings, List.of(FILE))::apply);
        world.vault.plant(SECRET, SecretText.of("{\"token\":\"" + Marks.of("secret") + "\"}"));
        world.vault.plant(PARAMETER, SecretText.of(Marks.of("parameter")));
        world.surroundings.environmentFiles.put(
                FILE,
                SecretText.of("RETOOL_EXPOSED_FILE=" + Marks.of("file") + "\nRETOOL_EXPOSED_ENVIRONMENT=loses\n"));
        var container = new ContainerDetail(
                Optional.empty(),
                List.of(
                        SecretText.of("/bin/wrap --key=" + Marks.of("entry-point")),
                        SecretText.of("start --token " + Marks.of("command"))),
                Map.of("token", SecretText.of(Marks.of("label"))),
                true);
        world.surroundings.services.put(
                "retool-main",
                new ServiceDetail(
                        "retool-main",
                        "FARGATE",
                        "retool-main",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("retool-main", container)));
        return world;
    }
}
