package dev.landfall.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.ledger.ChartFacts;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.LedgerLine;
import dev.landfall.ledger.RolePlaces;
import dev.landfall.ledger.SettingClass;
import dev.landfall.local.cloud.InMemorySecretVault;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kit of every written world against what the published chart does by itself: nothing lost, doubled, shadowed, foreign, and nothing
 * that no template reads.
 */
class WrittenKitsTest {

    private static final String RUN = "capture-1";
    private static final Path WORLDS =
            Path.of("src", "test", "resources", "dev", "landfall", "local", "sample", "worlds");
    private static final Pattern FOREIGN =
            Pattern.compile("c1example\\.eu-central-1|\\.(retool|toolsprod)svc|acme-tools-(blobs|git)");

    /** Workers never migrate, whatever a secret says: the chart's word for them, and the right one. */
    private static final Set<String> RIGHTLY_SHADOWED = Set.of("DISABLE_DATABASE_MIGRATIONS");

    /** With which alone the chart sets the certificate's variables. */
    private static final String CERTIFICATE = "/workflows/temporal/sslCert";

    private static final List<String> LISTS = List.of(
            "/environmentVariables", "/workflows/config/environmentVariables", "/agents/config/environmentVariables");

    @TempDir
    Path folder;

    @Test
    void nothingIsLostDoubledShadowedOrForeign() throws IOException {
        var wrong = new ArrayList<String>();
        System.out.printf("%-32s %6s %8s %9s %8s %8s%n", "world", "lost", "doubled", "shadowed", "foreign", "unread");
        try (var files = Files.list(WORLDS)) {
            for (var file : files.sorted().toList()) {
                var world = file.getFileName().toString().replace(".json", "");
                var run = new SampleRun(DescribedTasks.read(world, List.of(file)), folder.resolve(world));
                run.run(
                        LocalWorld.machine(
                                Path.of(System.getProperty("landfall.root", "")).toAbsolutePath(), "capture"),
                        RUN);
                var before = new Phase(run, "before");
                var after = new Phase(run, "after");
                var ledger =
                        Json.MAPPER.readValue(run.store().read(Ledger.key(RUN)).orElseThrow(), Ledger.class);
                var lost = lost(ledger, before, after);
                var doubled = union(before.doubled(), after.doubled());
                var shadowed = union(before.shadowed(), after.shadowed());
                var foreign = before.foreign();
                var unread = union(before.unread(), after.unread());
                System.out.printf(
                        "%-32s %6d %8d %9d %8d %8d%n",
                        world, lost.size(), doubled.size(), shadowed.size(), foreign.size(), unread.size());
                if (lost.size() + doubled.size() + shadowed.size() + foreign.size() + unread.size() > 0) {
                    wrong.add(world + ": lost " + lost + ", doubled " + doubled + ", shadowed " + shadowed
                            + ", foreign " + foreign + ", read by no template " + unread);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<String> lost(Ledger ledger, Phase before, Phase after) {
        var lost = new TreeSet<String>();
        for (var line : ledger.lines()) {
            if (line.fingerprint().isEmpty()) {
                continue;
            }
            if (line.is(SettingClass.CARRY) && !(before.has(line) && after.has(line))) {
                lost.add(line.setting());
            }
            if ((line.is(SettingClass.HOLD) || line.is(SettingClass.LATER)) && !after.has(line)) {
                lost.add(line.setting());
            }
        }
        return lost;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    /** The kit's values and secret of one phase. */
    private static final class Phase {

        private final JsonNode values;
        private final JsonNode secret;

        Phase(SampleRun run, String name) throws IOException {
            var kit = run.store().folder().resolve("runs/" + RUN + "/kit");
            values = new YAMLMapper()
                    .readTree(kit.resolve("values-" + name + ".yaml").toFile());
            var row = Pattern.compile("\\| extra-env-vars-" + name + " \\| `([^`]+)` \\|")
                    .matcher(Files.readString(kit.resolve("README.md")));
            assertThat(row.find()).isTrue();
            secret = Json.MAPPER.readTree(new InMemorySecretVault(run.folder().resolve("vault"))
                    .resolve(row.group(1))
                    .bytes());
        }

        boolean has(LedgerLine line) {
            if (RolePlaces.isOfItsRoleAlone(line)) {
                return names(values.at("/" + line.place().replace('.', '/'))).contains(line.setting());
            }
            return secret.has(line.setting())
                    || names(values.at(LISTS.getFirst())).contains(line.setting());
        }

        Set<String> doubled() {
            var doubled = new TreeSet<String>();
            var shared = names(values.at(LISTS.getFirst()));
            for (var list : LISTS) {
                var seen = new HashSet<String>();
                for (var name : names(values.at(list))) {
                    if (!seen.add(name)
                            || ChartFacts.shipped().sets(name) && !name.endsWith("TASKQUEUE")
                            || (!list.equals(LISTS.getFirst()) && shared.contains(name))) {
                        doubled.add(name);
                    }
                }
            }
            return doubled;
        }

        Set<String> shadowed() {
            var shadowed = new TreeSet<String>();
            boolean google = values.at("/config/auth/google/enabled").asBoolean(true);
            secret.fieldNames().forEachRemaining(name -> {
                boolean isGoogle = name.equals("CLIENT_ID") || name.equals("CLIENT_SECRET");
                var paths = ChartFacts.shipped().ownVariables().getOrDefault(name, List.of());
                boolean given = !paths.isEmpty()
                        && paths.stream()
                                .allMatch(path -> values.at("/" + path.replace('.', '/'))
                                        .asText()
                                        .equals(secret.path(name).asText()));
                if (ChartFacts.shipped().sets(name)
                        && !given
                        && !(isGoogle && !google)
                        && !(name.startsWith("WORKFLOW_TEMPORAL_TLS_")
                                && values.at(CERTIFICATE).isMissingNode())
                        && !RIGHTLY_SHADOWED.contains(name)) {
                    shadowed.add(name);
                }
            });
            return shadowed;
        }

        Set<String> foreign() {
            var foreign = new TreeSet<String>();
            secret.properties().stream()
                    .filter(each -> FOREIGN.matcher(each.getValue().asText()).find())
                    .forEach(each -> foreign.add(each.getKey()));
            if (FOREIGN.matcher(values.toString()).find()) {
                foreign.add("values");
            }
            return foreign;
        }

        /** Values that no template of the chart reads. */
        Set<String> unread() throws IOException {
            var chart = Json.MAPPER.readTree(WrittenKitsTest.class.getResourceAsStream("chart-values.json"));
            var paths = chart.path("paths").valueStream().map(JsonNode::asText).toList();
            var unread = new TreeSet<String>();
            leaves("", values).forEach(leaf -> {
                if (paths.stream().noneMatch(path -> leaf.equals(path) || leaf.startsWith(path + "."))) {
                    unread.add(leaf);
                }
            });
            return unread;
        }

        private static List<String> leaves(String path, JsonNode node) {
            return node.isObject()
                    ? node.properties().stream()
                            .flatMap(each ->
                                    leaves(path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue())
                                            .stream())
                            .toList()
                    : List.of(path);
        }

        private static List<String> names(JsonNode list) {
            return list.valueStream().map(each -> each.path("name").asText()).toList();
        }
    }
}
