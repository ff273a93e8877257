package dev.landfall.handler;

import static dev.landfall.handler.HandlerWorld.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.landfall.approval.GateKind;
import dev.landfall.approval.GateOpening;
import dev.landfall.approval.GatePage;
import dev.landfall.dns.ProductionDns;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.run.Configuration;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.SettingsSteps;
import dev.landfall.run.SettingsSteps.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kit, gates, waiting state, check and documentation name the same steps, and whoever follows them ends with sign-on back. */
class SettingsStepsTest {

    private static final String CUT = "cut";
    private static final String SECRET = "{\"CLIENT_SECRET\":\"marked-client $(id) ' \\\" `x`\"}";

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void worldWithSignOn() {
        world = new HandlerWorld(
                folder.resolve("world"),
                services -> SourceChange.setting("retool-main", "CLIENT_ID", plain("1.apps.example.com"))
                        .apply(services));
    }

    @Test
    void allNameTheSameStepsToTheLiveSettings() throws IOException {
        world.openCutover(CUT);
        var steps = SettingsSteps.live(configuration());

        assertNames(steps, "the gate's mail", mail(GateKind.GO_LIVE));
        assertNames(steps, "the gate's page", page(GateKind.GO_LIVE));
        assertNames(steps, "the state that waits", waiting());
        assertNames(steps, "the kit", readme());
        assertNames(steps, "the documentation", document());
    }

    @Test
    void allNameTheSameStepsOffAgain() throws IOException {
        world.openCutover(CUT);
        var steps = SettingsSteps.before(configuration());

        assertNames(steps, "the gate's mail", mail(GateKind.ROLLBACK));
        assertNames(steps, "the gate's page", page(GateKind.ROLLBACK));
        assertNames(steps, "the check", remedy());
        assertNames(steps, "the kit", readme());
        assertNames(steps, "the documentation", document());
    }

    @Test
    void theStateLeavesTheStepsToTheDocumentation() throws IOException {
        var state = Files.readString(root().resolve("statemachine/migrate.asl.yaml"))
                .replaceAll("(?s).*\n  AwaitLiveSettings:\n(.*?)\n\n.*", "$1");

        assertThat(state).contains("docs/cut-over.md").doesNotContain("terraform", "command");
    }

    /** A variable beside the kit's own file of variables would be overridden by it. */
    @Test
    void noStepSetsWhatTheKitsFileSets() {
        assertThat(SettingsSteps.live(configuration()))
                .extracting(Step::command)
                .anyMatch(command -> command.equals("terraform apply -var-file=live.tfvars"))
                .noneMatch(command -> command.contains("-var "));
    }

    @Test
    void commandsOfTheOperatorTakeThePlaceOfAllSteps() {
        world.configure(
                HandlerWorld.configuration()
                        .replace(
                                "\"namespace\": \"retool\"",
                                "\"namespace\": \"retool\", \"liveSettingsCommand\": \"make live\", \"beforeSettingsCommand\": \"make before\""));
        world.openCutover(CUT);

        assertThat(waiting())
                .contains("the settings that were held, too: make live")
                .doesNotContain("terraform");
        assertThat(remedy()).contains("make before").doesNotContain("terraform");
    }

    @ParameterizedTest
    @ValueSource(strings = {SettingsSteps.BEFORE, SettingsSteps.AFTER})
    void secretReachesItsPlaceAndNoCommandLine(String kept) throws IOException, InterruptedException {
        var bin = programs();
        Files.writeString(folder.resolve("kept"), SECRET);
        var step = kept.equals(SettingsSteps.AFTER)
                ? SettingsSteps.live(configuration())
                : SettingsSteps.before(configuration());

        var printed = new StringBuilder();
        for (var each : step) {
            printed.append(run(each.command(), bin));
        }

        assertThat(Files.readString(folder.resolve("put"))).isEqualToIgnoringNewLines(SECRET);
        assertThat(Files.readString(folder.resolve("arguments")))
                .contains("get-secret-value --secret-id landfall/kit/" + kept, "--secret-id retool/acme/extra-env-vars")
                .contains("annotate externalsecrets", "rollout restart deployment", "terraform apply")
                .doesNotContain("marked-");
        assertThat(printed.toString()).doesNotContain("marked-");
    }

    @Test
    void noFileOfTheKitPutsASecretIntoACommandLine() {
        var kit = Kit.of(new HandlerWorld(folder.resolve("kit")));

        assertThat(kit.files()).doesNotContain("$(aws").doesNotContain("--secret-string \"");
    }

    private static void assertNames(List<Step> steps, String where, String text) {
        var words = flat(text);
        assertThat(steps)
                .hasSize(4)
                .allSatisfy(step -> assertThat(words).as(where).contains(flat(step.what()), flat(step.command())));
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private Configuration configuration() {
        return ConfigurationFile.parse(world.store.read("landfall.json").orElseThrow());
    }

    private String mail(GateKind kind) {
        world.letters.clear();
        new ProductionDns(world.gateways, configuration()).save(CUT);
        new GateOpening(world.gateways).open(FrozenPlan.of(world.files, CUT), kind, "token");
        return String.join("\n", world.letters);
    }

    private String page(GateKind kind) {
        var link = URI.create(mailed(kind)
                .lines()
                .filter(line -> line.startsWith("https://"))
                .findFirst()
                .orElseThrow());
        var query = Arrays.stream(link.getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var answer = new GatePage(world.gateways)
                .answer(new GatePage.Request("GET", link.getPath(), query, "", "192.0.2.1", Map.of()));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    /** Opened a second time the gate sends no mail. */
    private String mailed(GateKind kind) {
        return world.letters.stream()
                .filter(letter -> letter.contains(kind.title()))
                .findFirst()
                .orElseThrow();
    }

    private String waiting() {
        return String.valueOf(
                catchThrowable(() -> world.call(new AwaitLiveSettings(world.gateways), Map.of("runId", CUT)))
                        .getMessage());
    }

    private String readme() {
        return Kit.of(new HandlerWorld(folder.resolve("kit"))).file("README.md");
    }

    private String remedy() {
        var old = world.target.deployment("retool");
        var settings = new HashMap<>(old.settings());
        settings.put("CLIENT_ID", plain("1.apps.example.com"));
        world.target.deploy("retool", old.replicas(), old.image(), settings);
        catchThrowable(() -> world.call(new Preflight(world.gateways), Map.of("runId", CUT)));
        return world.files.require(PreflightReport.key(CUT), PreflightReport.class).blockers().stream()
                .filter(check -> check.name().equals("settings-held"))
                .findFirst()
                .orElseThrow()
                .remedy()
                .orElseThrow();
    }

    private static String document() throws IOException {
        return Files.readString(root().resolve("docs/cut-over.md"));
    }

    private static Path root() {
        return Path.of(System.getProperty("landfall.root", "")).toAbsolutePath();
    }

    /** In place of the programs: each notes its arguments, and aws keeps one secret and takes another. */
    private Path programs() throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        program(bin, "aws", """
                case "$2" in
                  get-secret-value) cat "$KEPT/kept" ;;
                  put-secret-value)
                    for argument in "$@"; do
                      case "$argument" in file://*) cat "${argument#file://}" > "$KEPT/put" ;; esac
                    done
                    echo v1 ;;
                esac
                """);
        program(bin, "terraform", """
                case "$3" in
                  extra_env_vars_secret) printf retool/acme/extra-env-vars ;;
                  retool_namespace) printf acme-retool ;;
                esac
                """);
        program(bin, "kubectl", "");
        return bin;
    }

    private static void program(Path bin, String name, String body) throws IOException {
        var file = bin.resolve(name);
        Files.writeString(file, "#!/bin/bash\necho \"" + name + " $*\" >> \"$KEPT/arguments\"\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(String command, Path bin) throws IOException, InterruptedException {
        var building = new ProcessBuilder("bash", "-c", "set -o pipefail; " + command).redirectErrorStream(true);
        building.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        building.environment().put("KEPT", folder.toString());
        var process = building.start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + ": " + output).isZero();
        return output;
    }
}
