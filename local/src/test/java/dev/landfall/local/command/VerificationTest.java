package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.handler.MemoryRunStore;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import dev.landfall.report.RunProof;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.run.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final RunLayout LAYOUT = new RunLayout("cut");

    private final MemoryRunStore store = new MemoryRunStore();
    private final RunFiles files = new RunFiles(store);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private JsonNode output;

    @BeforeEach
    void run() {
        write("report.json", "{}");
        write("probes.json", "[]");
        write("bundle.sha256", line("probes.json", "[]") + line("report.json", "{}"));
        var record = RunRecord.opened(
                        "cut",
                        "arn:cut",
                        RunMode.CUTOVER,
                        "digest",
                        "dump",
                        "none",
                        Optional.of("ada@example.com"),
                        NOW,
                        Optional.empty())
                .withDnsSwitched(NOW)
                .closed(NOW, Verdict.PASSED, Optional.empty(), List.of());
        files.write(record);
        var proof = RunProof.of(store, "cut");
        output = Json.MAPPER.valueToTree(Map.of("bundle", proof.bundle(), "record", proof.record()));
    }

    @Test
    void runAsItWasLeftIsZero() throws JsonProcessingException {
        assertThat(verify()).isZero();
        assertThat(text()).isEqualTo("cut: all objects are as the run left them.\n");
    }

    @Test
    void eachObjectThatDiffersHasALine() throws JsonProcessingException {
        write("report.json", "{ }");
        write("more.json", "{}");
        store.delete(LAYOUT.file("probes.json"));
        write("run.json", "{\"verdict\":\"PASSED\"}");

        assertThat(verify()).isEqualTo(1);
        assertThat(text()).startsWith("""
                        changed  run.json
                        added    more.json
                        removed  probes.json
                        changed  report.json
                        cut: 4 of its objects are not as the run left them.""");
    }

    @Test
    void bundleThatWasRewrittenProvesNothing() throws JsonProcessingException {
        write("report.json", "{ }");
        write("bundle.sha256", line("probes.json", "[]") + line("report.json", "{ }"));

        assertThat(verify()).isEqualTo(1);
        assertThat(text()).startsWith("changed  bundle.sha256\ncut: 1 of");
    }

    @Test
    void cutoverThatWasTakenBackSinceIsAsItWas() throws JsonProcessingException {
        files.write(files.run("cut").withRolledBackBy("back"));

        assertThat(verify()).isZero();
    }

    @Test
    void nothingElseMayComeWithTheRollbacksName() throws JsonProcessingException {
        files.write(files.run("cut").withRolledBackBy("back").withNote("as it should be"));

        assertThat(verify()).isEqualTo(1);
        assertThat(text()).startsWith("changed  run.json\n");
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, is still at work",
        "FAILED, ended FAILED",
        "SUCCEEDED, answered no digests",
        "'', is remembered"
    })
    void withoutAnOutputNothingIsProven(String status, String why) throws JsonProcessingException {
        var verification = new Verification(
                Optional.of("cut"), Optional.of(status).filter(given -> !given.isEmpty()), Optional.empty());

        assertThat(verification.print(printer(), store, false)).isEqualTo(3);
        assertThat(text()).contains(why);
    }

    @Test
    void objectForPrograms() throws JsonProcessingException {
        write("report.json", "{ }");

        new Verification(Optional.of("cut"), Optional.of("SUCCEEDED"), Optional.of(output))
                .print(printer(), store, true);

        assertThat(Json.MAPPER.readTree(text()).at("/differences/0").toString())
                .isEqualTo("{\"name\":\"report.json\",\"kind\":\"CHANGED\"}");
    }

    private int verify() throws JsonProcessingException {
        return new Verification(Optional.of("cut"), Optional.of("SUCCEEDED"), Optional.of(output))
                .print(printer(), store, false);
    }

    private PrintStream printer() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    private void write(String name, String content) {
        store.write(LAYOUT.file(name), content.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String name, String content) {
        return Sha256.hex(content.getBytes(StandardCharsets.UTF_8)) + "  " + name + "\n";
    }
}
