package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.approval.GateKind;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.probe.ProbeReport;
import dev.landfall.probe.ProbeReport.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Retool 4.0 does to its database for hours is told as not finished, and looked at again once its time is over. */
class BackgroundMigrationsTest {

    private static final Map<String, String> CUT = Map.of("runId", "cut");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void targetOfTheNextMajor() {
        world = new HandlerWorld(folder);
        var main = world.target.deployment("retool");
        world.target.deploy("retool", 2, "tryretool/backend:4.2.0-stable", main.settings());
    }

    @Test
    void liveTargetIsNotFinished() {
        goLive();
        world.call(new VerifyLive(world.gateways), CUT);

        assertThat(world.files
                        .require(ProbeReport.liveKey("cut"), ProbeReport.class)
                        .probes())
                .filteredOn(probe -> probe.name().equals("permissions-migration"))
                .singleElement()
                .satisfies(probe -> {
                    assertThat(probe.result()).isEqualTo(ProbeReport.Result.NOT_CHECKED);
                    assertThat(probe.seen())
                            .contains(
                                    "Not finished: ",
                                    "Look after " + world.clock.instant().plus(Duration.ofHours(15)));
                });
    }

    @Test
    void laterPreflightSaysWhenToLook() {
        assertThat(preflight("before")).doesNotContain("The target is live");
        goLive();

        assertThat(preflight("soon")).contains("The target is live since ", "not finished; look after ");

        world.clock.forward(Duration.ofHours(16));

        assertThat(preflight("later")).contains("its time was over at ", ", so look now.");
    }

    @Test
    void sameMajorHasNothingToDo() {
        var main = world.target.deployment("retool");
        world.target.deploy("retool", 2, "tryretool/backend:3.114.5-stable", main.settings());
        goLive();
        world.call(new VerifyLive(world.gateways), CUT);

        assertThat(world.files
                        .require(ProbeReport.liveKey("cut"), ProbeReport.class)
                        .probes())
                .extracting(Probe::name)
                .doesNotContain("permissions-migration");
        assertThat(preflight("later")).contains("Nothing is known");
    }

    private void goLive() {
        world.openCutover("cut");
        world.approve("cut", GateKind.FREEZE);
        world.call(new Freeze(world.gateways), CUT);
        world.clock.forward(Duration.ofMinutes(1));
        world.approve("cut", GateKind.GO_LIVE);
        world.call(new SwitchDns(world.gateways), world.still("cut"));
        world.callUntilDone(new VerifyDns(world.gateways), CUT);
        world.close("cut");
    }

    private String preflight(String run) {
        world.openAndCapture(run, Map.of());
        try {
            world.call(new Preflight(world.gateways), Map.of("runId", run));
        } catch (OperatorException e) {
            assertThat(e).hasMessageContaining("PREFLIGHT_BLOCKED");
        }
        var check = world.files.require(PreflightReport.key(run), PreflightReport.class).checks().stream()
                .filter(each -> each.name().equals("background-migrations"))
                .findFirst()
                .orElseThrow();
        world.close(run);
        return check.seen();
    }
}
