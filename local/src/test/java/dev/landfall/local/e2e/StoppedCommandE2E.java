package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.e2e.CommandProcess.Ended;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.side.Names;
import dev.landfall.model.Json;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that are stopped with Ctrl-C or killed in a phase of their run: what is said then, and by {@code status} after
 * it, is what the world's files say, and the command that it names leads back. Everything is read from the one JSON object.
 */
@NeedsTier(Tier.WORLD)
class StoppedCommandE2E {

    /** The usual build stops two; {@code -Dlandfall.stops=all} stops all of these, each way. */
    private static final List<String> OF_A_CUTOVER = List.of(
            "Preflight",
            "Freeze",
            "ConfirmQuiet",
            "QuiesceTarget",
            "MoveDatabases",
            "CompareDatabase",
            "WakeTarget",
            "Validate",
            "RequestGoLive",
            "SwitchDns",
            "VerifyDns",
            "AwaitLiveSettings",
            "LiftFreeze");

    private static final List<String> OF_A_REHEARSAL =
            List.of("CaptureSource", "MoveDatabases", "WakeTarget", "RehearseDns");

    private static final Stop SIGNAL = Stop.ofThisProcess();

    @TempDir
    Path folder;

    private WorldHome home;
    private String sourceAsItWas = "";

    /** Ctrl-C, or what a program gets that was started in the background and so ignores it, as its children do. */
    private record Stop(String name, int number) {

        private static final int INT = 2;

        static Stop ofThisProcess() {
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                var ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(
                                line.substring("SigIgn:".length()).strip(), 16))
                        .findFirst()
                        .orElse(0L);
                return (ignored >> (INT - 1) & 1) == 1 ? new Stop("TERM", 15) : new Stop("INT", INT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void openToPostgres() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = new WorldHome(folder.resolve("world"));
    }

    @Test
    void whatIsSaidAfterAStopIsTrueAndLeadsBack() throws IOException, InterruptedException {
        var rehearsed = command("rehearse", "--scale", "0.005");
        assertThat(rehearsed.code()).as(rehearsed.err().toString()).isZero();
        assertThat(rehearsed.json().path("verdict").asText()).isEqualTo("PASSED");
        sourceAsItWas = source();

        killed("cutover", "MoveDatabases");
        var left = status();
        assertThat(left.at("/situation/standing/live").asText()).isEqualTo("NEITHER");
        assertThat(left.at("/situation/command").asText()).isEqualTo("./landfall preflight");
        assertThat(left.path("executions").findValuesAsText("status"))
                .as("no killed run is RUNNING")
                .contains("CUT_OFF")
                .doesNotContain("RUNNING");

        stopped("preflight", "CaptureSource");
        assertThat(status().at("/situation/standing/live").asText()).isEqualTo("SOURCE");

        var proof = command("verify");
        assertThat(proof.code()).as(proof.json().toString()).isZero();
        if (System.getProperty("landfall.stops", "").equals("all")) {
            stopAll();
        }
        assertThat(command("world", "reset", "--yes").code()).isZero();
    }

    private void stopAll() throws IOException, InterruptedException {
        for (var state : OF_A_REHEARSAL) {
            killed("rehearse", state);
            back();
            stopped("rehearse", state);
            back();
        }
        for (var state : OF_A_CUTOVER) {
            killed("cutover", state);
            back();
            stopped("cutover", state);
            back();
        }
    }

    /** By the command that the text names, until the source is live. */
    private void back() throws IOException, InterruptedException {
        for (int step = 0; step < 4; step++) {
            var now = status();
            var cutOff = now.path("executions").findValuesAsText("status").contains("CUT_OFF");
            if (!cutOff && now.at("/situation/standing/live").asText().equals("SOURCE")) {
                assertThat(command("world", "apply-before-settings").code()).isZero();
                return;
            }
            var named = now.at("/situation/command").asText().replace("./landfall ", "");
            command(named.equals("rollback") ? new String[] {named, "--yes"} : new String[] {named});
        }
        throw new AssertionError("the named commands do not lead back: " + status());
    }

    private void killed(String verb, String state) throws IOException, InterruptedException {
        try (var process = CommandProcess.start(folder, home, words(verb))) {
            process.until(state).signal("KILL").await();
        }
        var now = status().path("situation");
        assertTrue(now);
        assertThat(now.path("text").toString()).contains("was cut off in the state", "./landfall preflight");
    }

    private void stopped(String verb, String state) throws IOException, InterruptedException {
        var ended = interrupted(verb, state);
        // A preflight may be done before the signal comes, and may be run again as often as wanted.
        for (int again = 0; again < 4 && verb.equals("preflight") && ended.code() == 0; again++) {
            ended = interrupted(verb, state);
        }
        assertThat(ended.code()).isEqualTo(128 + SIGNAL.number());
        assertThat(ended.json().at("/problem/code").asText()).isEqualTo("RUN_STOPPED");
        var now = ended.json().path("now");
        assertTrue(now);
        assertThat(ended.err()).contains(now.path("text").get(0).asText());
    }

    private Ended interrupted(String verb, String state) throws IOException, InterruptedException {
        try (var process = CommandProcess.start(folder, home, words(verb))) {
            return process.until(state).signal(SIGNAL.name()).end();
        }
    }

    private static String[] words(String verb) {
        return verb.equals("cutover") ? new String[] {verb, "--yes"} : new String[] {verb};
    }

    private JsonNode status() throws IOException, InterruptedException {
        var status = command("status");
        assertThat(status.code()).as(status.err().toString()).isZero();
        assertTrue(status.json().path("situation"));
        return status.json();
    }

    private Ended command(String... words) throws IOException, InterruptedException {
        return CommandProcess.run(folder, home, words);
    }

    /** Against what the stand-ins of ECS and Route 53 keep. */
    private void assertTrue(JsonNode now) throws IOException {
        var untouched = source().equals(sourceAsItWas);
        var onTarget = domainLeadsToTarget();
        switch (now.at("/standing/live").asText()) {
            case "SOURCE" -> assertThat(untouched).as(now.toString()).isTrue();
            case "NEITHER" -> {
                // It is written down before the first service is stopped.
                assertThat(onTarget).as(now.toString()).isFalse();
            }
            case "TARGET" -> assertThat(untouched).as(now.toString()).isFalse();
            case "UNKNOWN", "BOTH" ->
                assertThat(now.at("/domain/leads").asText()).isNotEmpty();
            default -> throw new AssertionError(now);
        }
        switch (now.at("/domain/leads").asText()) {
            case "SOURCE" -> assertThat(onTarget).as(now.toString()).isFalse();
            case "TARGET" -> assertThat(onTarget).as(now.toString()).isTrue();
            case "NOT_PROVEN" -> assertThat(now.path("text").toString()).contains("name servers");
            default -> throw new AssertionError(now);
        }
    }

    /** Each service's wanted count and scaling, and the schedules. */
    private String source() throws IOException {
        var state = Json.MAPPER.readTree(
                home.root().resolve("cloud/source-cluster.json").toFile());
        var text = new StringBuilder();
        state.path("services")
                .properties()
                .forEach(service -> text.append(service.getKey())
                        .append(' ')
                        .append(service.getValue().path("desired"))
                        .append(service.getValue().path("scaling")));
        return text.append(state.path("schedules")).toString();
    }

    private boolean domainLeadsToTarget() throws IOException {
        for (var record : Json.MAPPER
                .readTree(home.root().resolve("cloud/dns-zone.json").toFile())
                .path("records")) {
            if (record.path("name").asText().equals(Names.DOMAIN)
                    && record.path("type").asText().equals("CNAME")) {
                return record.path("values").toString().contains(Names.TARGET_DNS);
            }
        }
        throw new AssertionError("the domain has no record");
    }
}
