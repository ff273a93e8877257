package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.ANN;
import static dev.landfall.approval.GateFixture.BOB;
import static dev.landfall.approval.GateFixture.CAT;
import static dev.landfall.approval.GateFixture.DOMAIN;
import static dev.landfall.approval.GateFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfall.gateway.TestingNotices.Mail;
import dev.landfall.model.Json;
import dev.landfall.run.RunClosing;
import dev.landfall.run.RunEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What other programs hear of a run, each thing once. */
class GateEventsTest {

    private final GateFixture gates = new GateFixture();

    @Test
    void gateAndDecisionAreAnnouncedOnce() throws IOException {
        gates.open(GateKind.GO_LIVE);
        new GateOpening(gates.gateways).open(gates.plan(), GateKind.GO_LIVE, "again");
        gates.approve(BOB);
        gates.clock.move(Duration.ofSeconds(5));
        gates.approve(CAT);
        gates.approve(ANN);
        gates.get(BOB);

        assertThat(gates.notices.announced())
                .extracting(Mail::subject)
                .containsExactly("Landfall gate opened", "Landfall decided");
        var decided = Json.MAPPER.readTree(gates.notices.announced().getLast().text());
        assertThat(decided.path("gate").asText()).isEqualTo("go-live");
        assertThat(decided.path("decision").asText()).isEqualTo("approved");
        assertThat(decided.path("by")).hasSize(2);
    }

    @Test
    void eachThingOfARunIsAnnouncedOnce() {
        var events = new RunEvents(gates.gateways);
        for (var kind : RunEvents.Kind.values()) {
            events.announce(RUN, kind);
            events.announce(RUN, kind);
        }
        var closing = new RunClosing(gates.gateways);
        closing.close(RUN, Optional.empty());
        closing.close(RUN, Optional.empty());

        assertThat(gates.notices.announced())
                .extracting(Mail::subject)
                .containsExactly("Landfall run started", "Landfall switched", "Landfall ended");
    }

    @Test
    void busThatTakesNothingEndsNothing() {
        gates.notices.takeNoEvents();
        gates.open(GateKind.FREEZE).approve(BOB);
        new RunEvents(gates.gateways).announce(RUN, RunEvents.Kind.SWITCHED);

        assertThat(gates.tokens.answers()).singleElement().asString().contains("SUCCEEDED");
    }

    @Test
    void manyAtOnceAnnounceOneDecision() throws Exception {
        gates.open(GateKind.FREEZE);
        var clicks = new ArrayList<Callable<GatePage.Answer>>();
        clicks.add(() -> gates.approve(BOB));
        clicks.add(() -> gates.approve(CAT));
        clicks.add(() -> gates.post(BOB, DOMAIN, "reject", "no"));
        try (var people = Executors.newFixedThreadPool(3)) {
            for (var click : people.invokeAll(clicks)) {
                click.get();
            }
        }
        assertThat(gates.notices.announced())
                .filteredOn(event -> event.subject().equals("Landfall decided"))
                .hasSize(1);
    }

    /** Programs of others are written by it. */
    @Test
    void everyEventIsAsItsPageSays() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "events.md"));
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        page.substring(page.indexOf("```json") + 7, page.indexOf("```", page.indexOf("```json") + 7)));
        gates.open(GateKind.FREEZE).post(BOB, DOMAIN, "reject", "A comment with a secret.");
        for (var kind : RunEvents.Kind.values()) {
            new RunEvents(gates.gateways).announce(RUN, kind);
        }
        new RunClosing(gates.gateways).close(RUN, Optional.empty());

        assertThat(gates.notices.announced()).hasSize(5);
        for (var event : gates.notices.announced()) {
            assertThat(page).contains("`" + event.subject() + "`");
            assertThat(schema.validate(Json.MAPPER.readTree(event.text())))
                    .as(event.text())
                    .isEmpty();
            assertThat(event.text()).doesNotContain("secret", "token", "https://");
        }
    }
}
