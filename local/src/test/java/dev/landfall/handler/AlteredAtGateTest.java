package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.approval.GateKind;
import dev.landfall.model.failure.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every object of a run altered in turn after people have approved and before the state acts: it is refused, or the state
 * does just what was approved. docs/run-objects.md has what is found here.
 */
class AlteredAtGateTest {

    private static final Path PAGE = Path.of(System.getProperty("landfall.root"), "docs", "run-objects.md");
    private static final String HARMLESS = "harmless";
    private static final Map<String, String> CUT = Map.of("runId", "cut");
    private static final Map<String, String> BACK = Map.of("runId", "back");

    private enum Alteration {
        FLIPPED,
        REPLACED,
        REMOVED,
        ADDED
    }

    @TempDir
    Path folder;

    private int worlds;

    @Test
    void domainMovesAsApprovedOrNotAtAll() throws IOException {
        assertPage(
                "### Approved to go live, before the domain is switched",
                table("runs/cut/", GateKind.GO_LIVE, this::atGoLive, AlteredAtGateTest::switchDns));
    }

    @Test
    void cutoverIsTakenBackAsApprovedOrNotAtAll() throws IOException {
        assertPage(
                "### Approved to roll back: the rollback's objects",
                table("runs/back/", GateKind.ROLLBACK, this::atRollback, AlteredAtGateTest::takeBack));
        assertPage(
                "### Approved to roll back: the cutover's objects",
                table("runs/cut/", GateKind.ROLLBACK, this::atRollback, AlteredAtGateTest::takeBack));
    }

    private HandlerWorld atGoLive() {
        var world = new HandlerWorld(folder.resolve("world-" + worlds++));
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.still("cut");
        world.approve("cut", GateKind.GO_LIVE);
        return world;
    }

    private HandlerWorld atRollback() {
        var world = atGoLive();
        world.call(new SwitchDns(world.gateways), world.proven("cut"));
        world.close("cut");
        world.executions.put("arn:back", "RUNNING");
        world.call(
                new OpenRollback(world.gateways),
                Map.of(
                        "runId",
                        "back",
                        "executionArn",
                        "arn:back",
                        "startedAt",
                        world.clock.instant().toString(),
                        "input",
                        Map.of()));
        world.approve("back", GateKind.ROLLBACK);
        return world;
    }

    private static void switchDns(HandlerWorld world) {
        world.call(new SwitchDns(world.gateways), world.proven("cut"));
        assertThat(pointsTo(world)).containsExactly("target.elb.example.net");
    }

    private static void takeBack(HandlerWorld world) {
        world.call(new StopTarget(world.gateways), BACK);
        world.call(new RestoreDns(world.gateways), BACK);
        assertThat(pointsTo(world)).containsExactly("source.elb.example.net");
    }

    private static List<String> pointsTo(HandlerWorld world) {
        return world.zone.records(HandlerWorld.DOMAIN).stream()
                .flatMap(record -> record.values().stream())
                .toList();
    }

    @FunctionalInterface
    private interface Approved {
        HandlerWorld open();
    }

    private static List<String> table(String prefix, GateKind kind, Approved gate, Consumer<HandlerWorld> act) {
        var rows = new TreeMap<String, String>();
        var untouched = gate.open();
        var own = gateOf(untouched, kind);
        for (var key : untouched.store.contents().keySet()) {
            if (key.startsWith(prefix) || !key.startsWith("runs/") && !key.startsWith("ledger")) {
                var cells = new ArrayList<String>();
                for (var alteration : Alteration.values()) {
                    var world = gate.open();
                    alter(world, key, alteration);
                    cells.add(outcome(world, act));
                }
                rows.merge(row(key, own), String.join(" | ", cells), (one, other) -> {
                    assertThat(other).as(key).isEqualTo(one);
                    return one;
                });
            }
        }
        var table = new ArrayList<>(List.of(
                "| Object | flipped | replaced by another's | removed | another one added |", "|---|---|---|---|---|"));
        rows.forEach((name, cells) -> table.add("| " + name + " | " + cells + " |"));
        return table;
    }

    private static String outcome(HandlerWorld world, Consumer<HandlerWorld> act) {
        try {
            act.accept(world);
            return HARMLESS;
        } catch (LandfallException e) {
            return "`" + e.problem().code() + "`";
        }
    }

    private static void alter(HandlerWorld world, String key, Alteration alteration) {
        var content = world.store.read(key).orElseThrow().clone();
        switch (alteration) {
            case FLIPPED -> {
                content[content.length / 2] ^= 1;
                world.store.write(key, content);
            }
            case REPLACED -> world.store.write(key, another(world, key));
            case REMOVED -> world.store.delete(key);
            case ADDED ->
                world.store.write(
                        key.substring(0, key.lastIndexOf('/') + 1) + "more-" + key.substring(key.lastIndexOf('/') + 1),
                        content);
        }
    }

    /** The same object of another run, gate or person where there is one. */
    private static byte[] another(HandlerWorld world, String key) {
        var kind = kind(key);
        return world.store.contents().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals(key) && kind(entry.getKey()).equals(kind))
                .map(entry -> entry.getValue().getBytes(StandardCharsets.UTF_8))
                .reduce((_, last) -> last)
                .orElseGet(() -> "{\"run\":\"another\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static String kind(String key) {
        return key.replaceFirst("^runs/[^/]+/", "")
                .replaceFirst("^approvals/[0-9a-f]+", "approvals/*")
                .replaceFirst("/(votes|mails|deliveries|refused)/[^/]+", "/$1/*");
    }

    /** Where the objects of the run's only gate of that kind begin. */
    private static String gateOf(HandlerWorld world, GateKind kind) {
        return world.store.contents().entrySet().stream()
                .filter(entry -> entry.getKey().matches("approvals/[0-9a-f]+\\.json"))
                .filter(entry -> entry.getValue().contains("\"kind\" : \"" + kind.word() + "\""))
                .map(entry -> entry.getKey().replace(".json", ""))
                .findFirst()
                .orElseThrow();
    }

    /** Objects of a gate that is over are not those of the gate that is asked. */
    private static String row(String key, String own) {
        var earlier = key.startsWith("approvals/") && !key.startsWith(own);
        return kind(key) + (earlier ? ", of an earlier gate" : "");
    }

    private static void assertPage(String heading, List<String> table) throws IOException {
        var page = Files.readString(PAGE);
        var begin = page.indexOf(heading);
        assertThat(begin)
                .as("%s in %s; found:%n%s", heading, PAGE, String.join("\n", table))
                .isNotNegative();
        var from = page.indexOf("| Object |", begin);
        var end = page.indexOf("\n\n", from);
        var written =
                page.substring(0, from) + String.join("\n", table) + page.substring(end < 0 ? page.length() : end);
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(PAGE, written);
        }
        assertThat(PAGE)
                .as("stale: mvn test -pl local -am -Dtest=AlteredAtGateTest -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(written);
    }
}
