package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.DOMAIN;
import static dev.landfall.approval.GateFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.probe.ProbeReport;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state of a gate's page in a real browser. The pictures stay below target/pages for a person to look at. */
@NeedsTier(Tier.BROWSER)
class GatePicturesIT {

    @TempDir
    Path profile;

    @Test
    void everyStateIsSeenByAPersonAndHasNoViolation() throws Exception {
        var browser = new GateBrowser(Path.of("target", "pages"), profile);
        for (var page : pages().entrySet()) {
            var file = browser.keep(page.getKey(), page.getValue());
            for (var window : GateBrowser.WINDOWS) {
                browser.picture(file, window);
                assertThat(browser.violations(file, window))
                        .as("%s, %s", page.getKey(), window.name())
                        .isEmpty();
            }
        }
    }

    /** The link in the mail, the choice, the button; the domain is typed, and nothing has to be opened or scrolled to. */
    @Test
    void pathFromTheMailToTheRunThatGoesOnIsThreeClicks() {
        var gates = goLive();
        gates.approve(CAT);
        gates.clock.move(Duration.ofSeconds(5));
        var clicks = 0;
        var link = gates.link(BOB);
        var page = gates.get(BOB).body();
        clicks++;
        assertThat(page.split("value=\"approve\"", -1)).hasSize(2);
        clicks++;
        assertThat(page.split("<button", -1)).hasSize(2);
        clicks++;
        gates.ask("POST", link, "phrase=" + DOMAIN + "&choice=approve");

        assertThat(gates.tokens.answers()).singleElement().asString().contains("SUCCEEDED");
        assertThat(clicks).isEqualTo(3);
        System.out.println("From the mail to the run that goes on: " + clicks + " clicks and one typed domain.");
    }

    private static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        var gates = goLive();
        pages.put("open", gates.get(BOB).body());
        pages.put("after-one-vote", gates.approve(CAT).body());
        pages.put("waiting-for-one", gates.get(BOB).body());
        pages.put(
                "withdrawn",
                gates.ask("POST", gates.link(CAT), "choice=withdraw").body());
        gates.clock.move(Duration.ofMinutes(4));
        gates.approve(ANN);
        pages.put("decided", gates.approve(BOB).body());
        pages.put("too-late", gates.post(CAT, DOMAIN, "reject", "Stop.").body());
        pages.put(
                "wrong-link",
                gates.ask("GET", URI.create(gates.link(BOB) + "A"), "").body());

        var freeze = OutlookFixture.rehearsed(new GateFixture());
        freeze.open(GateKind.FREEZE);
        pages.put("freeze", freeze.get(BOB).body());

        var stale = goLive();
        stale.files.write(ProbeReport.key(RUN), new ProbeReport(RUN, stale.clock.instant(), java.util.List.of()));
        pages.put("stale", stale.get(BOB).body());
        var expired = goLive();
        expired.clock.move(Duration.ofHours(3));
        pages.put("expired", expired.get(BOB).body());
        return pages;
    }

    private static GateFixture goLive() {
        return OutlookFixture.frozen(OutlookFixture.rehearsed(new GateFixture()))
                .open(GateKind.GO_LIVE);
    }
}
