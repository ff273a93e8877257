package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.approval.GatePage.Request;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.SecretVault;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Links in wrong hands, and links that are old. */
class GatePageTest {

    private static final Map<String, String> WELL_FORMED = Map.of("p", "0123456789", "s", "A".repeat(43));

    private final GateFixture gates = new GateFixture();

    @Test
    void whatHasNotTheShapeOfALinkCostsNoCallToAws() {
        var page = new GatePage(deaf());
        var path = "/approve/0123456789abcdef";
        for (var request : List.of(
                request("GET", "/", Map.of()),
                request("GET", "/approve/x", WELL_FORMED),
                request("POST", path, Map.of()),
                request("POST", path, Map.of("p", "0123456789")),
                request("POST", path, Map.of("p", "0123456789", "s", "")),
                request("POST", path, Map.of("p", "0123456789", "s", "A".repeat(42))),
                request("POST", path, Map.of("p", "0123456789", "s", "A".repeat(5000))),
                request("GET", path, Map.of("p", "../../run", "s", "A".repeat(43))),
                request("DELETE", path, WELL_FORMED))) {
            assertThat(page.answer(request).status()).as(request.toString()).isIn(403, 404, 405);
        }
    }

    @Test
    void strangerRunsIntoALimitOfTheirOwn() {
        gates.open(GateKind.FREEZE);
        var guess = new Request("POST", "/approve/0123456789abcdef", WELL_FORMED, "", "203.0.113.9", Map.of());
        for (var tries = 0; tries < CallerLimit.AT_ONCE; tries++) {
            assertThat(gates.page.answer(guess).status()).isEqualTo(403);
        }

        var refused = gates.page.answer(guess);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(gates.get(BOB).status()).as("an approver, from elsewhere").isEqualTo(200);
        assertThat(gates.page
                        .answer(new Request("GET", "/health", Map.of(), "", "203.0.113.9", Map.of()))
                        .status())
                .isEqualTo(200);

        gates.clock.move(Duration.ofSeconds(3));
        for (var tries = 0; tries < 3; tries++) {
            assertThat(gates.page.answer(guess).status()).isEqualTo(403);
        }
        assertThat(gates.page.answer(guess).status()).isEqualTo(429);
    }

    @Test
    void evidenceIsThatOfTheOpening() {
        gates.open(GateKind.FREEZE);
        assertThat(gates.get(BOB).body()).contains("Evidence as of 2026-11-20 12:00:00 UTC", "ok 1, warnings 1");
        gates.approve(BOB);
        laterEvidence();

        assertThat(gates.get(CAT).body())
                .contains("Approved by bob@example.com at 2026-11-20 12:00:00 UTC", "ok 1, warnings 1")
                .doesNotContain("blockers 2", "Your decision", "What happens once it is approved");
    }

    @Test
    void expiredGateShowsNothingOfLater() {
        gates.open(GateKind.FREEZE);
        laterEvidence();
        gates.clock.move(Duration.ofHours(2));

        assertThat(gates.get(BOB).body())
                .contains("This gate has expired", "ok 1, warnings 1")
                .doesNotContain("blockers 2", "Your decision", "What happens once it is approved");
    }

    @Test
    void linkThatIsLongOverShowsTheDecisionAlone() {
        gates.open(GateKind.FREEZE).approve(BOB);
        gates.clock.move(Duration.ofHours(27));

        assertThat(gates.get(ANN).body())
                .contains("Approved by bob@example.com")
                .doesNotContain("Evidence", "Preflight", "What happens once it is approved");
    }

    private void laterEvidence() {
        gates.files.write(
                PreflightReport.key(RUN),
                new PreflightReport(
                        RUN,
                        gates.clock.instant(),
                        List.of(Check.blocker("space", "None.", "Add."), Check.blocker("versions", "Old.", "New."))));
    }

    private static Request request(String method, String path, Map<String, String> query) {
        return new Request(method, path, query, "choice=approve", "192.0.2.1", Map.of());
    }

    /** Gateways that must not be called. */
    private Gateways deaf() {
        return new Gateways(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                never(RunStore.class),
                never(SecretVault.class),
                null,
                null,
                null,
                null,
                null,
                gates.clock);
    }

    private static <T> T never(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                GatePageTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new AssertionError(method + " was called for " + Optional.ofNullable(arguments));
                }));
    }
}
