package dev.landfall.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.ledger.Finding;
import dev.landfall.ledger.Ledger;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments in the shapes that ECS describes them in, each with what has to be found in it, and no more. */
class WrittenWorldsTest {

    private static final String RUN = "capture-1";
    private static final Path WORLDS =
            Path.of("src", "test", "resources", "dev", "landfall", "local", "sample", "worlds");
    private static final String PLAIN = "plain-text-secret";

    private static final Map<String, Set<String>> EXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry("fargate-plain", Set.of(PLAIN)),
            Map.entry("ec2-licence-trial", Set.of(PLAIN, "trial-license", "conflict")),
            Map.entry("temporal-self-hosted", Set.of(PLAIN, "self-hosted-temporal", "other-program")),
            Map.entry("temporal-cloud", Set.of(PLAIN)),
            Map.entry("temporal-managed", Set.of(PLAIN, "role-setting")),
            Map.entry("agents-sandbox", Set.of(PLAIN)),
            Map.entry("sidecars", Set.of(PLAIN, "other-program")),
            Map.entry("timeouts", Set.of(PLAIN)),
            Map.entry("whole-secrets", Set.of("whole-secret-reference", "secret-unreadable", "access")),
            Map.entry("proxy-lists", Set.of(PLAIN, "source-address")),
            Map.entry("database-url", Set.of(PLAIN)),
            Map.entry("aurora", Set.of(PLAIN)),
            Map.entry("other-namespace", Set.of(PLAIN, "source-address")),
            Map.entry("no-service-type", Set.of(PLAIN)),
            Map.entry("single-container-unknown-image", Set.of("no-main-backend", "other-program", PLAIN)),
            Map.entry("shared-family", Set.of(PLAIN, "shared-family", "role-setting")),
            Map.entry("keys-missing", Set.of(PLAIN, "key-missing", "encryption-key-not-ascii")),
            Map.entry("google-and-storage", Set.of(PLAIN, "source-address")),
            Map.entry("environment-file", Set.of(PLAIN, "environment-file-unreadable", "access")),
            Map.entry("unknown-names-and-passwords", Set.of(PLAIN, "unknown-setting"))));

    @TempDir
    Path folder;

    @Test
    void everyWorldHasItsFindingsAndNoOthers() throws IOException {
        var table = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        for (var world : EXPECTED.entrySet()) {
            var run = run(world.getKey());
            var expected = new TreeSet<>(world.getValue());
            var seen = findings(run);
            table.add("%-32s expected %-55s seen %s".formatted(world.getKey(), expected, seen));
            if (!seen.equals(expected)) {
                wrong.add(world.getKey() + ": expected " + expected + ", seen " + seen);
            }
            assertThat(written(run)).as(world.getKey()).doesNotContain("marked-");
        }
        System.out.println(String.join("\n", table));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyWorldIsInTheTable() throws IOException {
        try (var files = Files.list(WORLDS)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
        }
    }

    private SampleRun run(String world) {
        var run = new SampleRun(
                DescribedTasks.read(world, List.of(WORLDS.resolve(world + ".json"))), folder.resolve(world));
        run.run(
                LocalWorld.machine(
                        Path.of(System.getProperty("landfall.root", "")).toAbsolutePath(), "capture"),
                RUN);
        return run;
    }

    private static Set<String> findings(SampleRun run) throws IOException {
        return ledger(run).findings().stream().map(Finding::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Ledger ledger(SampleRun run) throws IOException {
        return Json.MAPPER.readValue(run.store().read(RunLayout.LEDGER).orElseThrow(), Ledger.class);
    }

    private static String written(SampleRun run) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(run.store().folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
