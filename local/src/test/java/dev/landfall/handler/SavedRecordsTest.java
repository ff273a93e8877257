package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.approval.GateKind;
import dev.landfall.dns.DnsPreview;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.RecordSet;
import dev.landfall.run.FrozenPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dns-before.json} is what the way back puts back: forged, it sends the domain nowhere, and shuts no way. */
class SavedRecordsTest {

    private static final String SAVED = "runs/cut/dns-before.json";
    private static final String EVIL = "evil.attacker.example";
    private static final Map<String, String> CUT = Map.of("runId", "cut");
    private static final RecordSet MOVED =
            new RecordSet(HandlerWorld.DOMAIN, "CNAME", 300, List.of("other.elb.example.net"), false);

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    @Test
    void alteredRecordsSendTheDomainToTheSourceOfThePlan() {
        switched();
        forge();

        assertThat(world.call(new RevertDns(world.gateways), CUT).get("change").asText())
                .isEqualTo("UPDATED");

        assertThat(target()).containsExactly("source.elb.example.net");
        assertThat(world.files.run("cut").notes().toString()).contains(SAVED + " is not as Landfall wrote it");
    }

    @Test
    void removedRecordsDoNotShutTheWayBack() {
        switched();
        world.store.delete(SAVED);

        world.call(new RevertDns(world.gateways), CUT);

        assertThat(target()).containsExactly("source.elb.example.net");
    }

    @Test
    void anotherRunsRecordsAreNotThisRuns() {
        switched();
        world.zone.apply(List.of(), List.of(MOVED));
        new ProductionDns(world.gateways, FrozenPlan.of(world.files, "cut").configuration()).save("other");
        world.store.write(SAVED, world.store.read("runs/other/dns-before.json").orElseThrow());

        world.call(new RevertDns(world.gateways), CUT);

        assertThat(target()).containsExactly("source.elb.example.net");
    }

    /** Nothing is guessed; the version that Landfall wrote opens the way again. */
    @Test
    void whereThePlanDoesNotNameTheSourceItIsSaidAndNothingIsChanged() {
        world.configure(
                HandlerWorld.configuration().replaceFirst(",\\s*\"dnsTarget\": \"source.elb.example.net\"", ""));
        switched();
        var written = world.store.read(SAVED).orElseThrow();
        forge();

        assertThatThrownBy(() -> world.call(new RevertDns(world.gateways), CUT))
                .hasMessageContaining("DNS_BEFORE_NOT_PROVEN [OPERATOR]")
                .hasMessageContaining("CloudTrail");
        assertThat(target()).containsExactly("target.elb.example.net");

        world.store.write(SAVED, written);
        world.call(new RevertDns(world.gateways), CUT);
        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
    }

    @Test
    void whatLiesThereBeforeTheGateIsReplaced() {
        world.openCutover("cut");
        world.store.write(SAVED, "{\"runId\":\"cut\"}".getBytes(StandardCharsets.UTF_8));
        world.approve("cut", GateKind.GO_LIVE);
        switchDns();

        world.call(new RevertDns(world.gateways), CUT);

        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
    }

    @Test
    void domainDoesNotMoveWhereTheWayBackIsNotKnown() {
        world.openCutover("cut");
        world.approve("cut", GateKind.GO_LIVE);
        forge();

        assertThatThrownBy(() -> switchDns()).hasMessageContaining("DNS_BEFORE_NOT_PROVEN [OPERATOR]");

        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(HandlerWorld.RECORD);
        assertThat(world.files.run("cut").dnsSwitched()).isEmpty();
    }

    @Test
    void domainThatMovedSincePeopleWereAskedIsLeftAlone() {
        world.openCutover("cut");
        world.approve("cut", GateKind.GO_LIVE);
        world.zone.apply(List.of(), List.of(MOVED));

        assertThatThrownBy(() -> switchDns()).hasMessageContaining("DNS_CHANGED_SINCE_ASKED [OPERATOR]");
        world.call(new RevertDns(world.gateways), CUT);

        assertThat(world.zone.records(HandlerWorld.DOMAIN)).containsExactly(MOVED);
    }

    @Test
    void ttlThatNobodyProvesIsNotRestored() {
        switched();
        forge();

        assertThat(new ProductionDns(
                                world.gateways,
                                FrozenPlan.of(world.files, "cut").configuration())
                        .restoreTtl("cut")
                        .name())
                .isEqualTo("UNCHANGED");
    }

    @Test
    void whoIsAskedForARollbackIsToldThatItGoesByThePlan() {
        switched();
        forge();

        DnsPreview.ofRollback(
                world.gateways, "back", "cut", FrozenPlan.of(world.files, "cut").configuration());

        assertThat(world.files
                        .read(DnsPreview.key("back"), DnsPreview.class)
                        .orElseThrow()
                        .text())
                .contains("source.elb.example.net", SAVED + " is not as Landfall wrote it")
                .doesNotContain(EVIL);
    }

    private void switchDns() {
        world.call(new SwitchDns(world.gateways), world.still("cut"));
    }

    private void switched() {
        world.openCutover("cut");
        world.approve("cut", GateKind.GO_LIVE);
        switchDns();
    }

    private void forge() {
        var written = new String(world.store.read(SAVED).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(written).contains("source.elb.example.net");
        world.store.write(SAVED, written.replace("source.elb.example.net", EVIL).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> target() {
        return world.zone.records(HandlerWorld.DOMAIN).stream()
                .flatMap(record -> record.values().stream())
                .toList();
    }
}
