package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Listener;
import dev.landfall.gateway.Notices;
import dev.landfall.model.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What everything that sends mail does. */
public abstract class NoticesContract {

    public static final String ALICE = "alice@example.com";
    public static final String BOB = "bob@example.com";

    /** One mail as it arrived. */
    public record Mail(String subject, String text) {}

    /** {@link #ALICE} and {@link #BOB} have confirmed their addresses. */
    protected abstract Notices notices();

    protected abstract List<Mail> arrivedAt(String address);

    @Test
    void confirmedAddressesAreListed() {
        assertThat(notices().confirmedAddresses()).containsExactlyInAnyOrder(ALICE, BOB);
    }

    @Test
    void everyListenerIsToldWithWhatItHears() {
        assertThat(notices().listeners())
                .filteredOn(listener -> listener.protocol().equals("email"))
                .allMatch(Listener::confirmed)
                .allMatch(Listener::ownMailOnly)
                .extracting(Listener::endpoint)
                .containsExactlyInAnyOrder(ALICE, BOB);
    }

    /** Nothing listens on the discard port of a machine that tests run on. */
    @Test
    void pageThatDoesNotAnswerIsSilentAndSaysWhy() {
        assertThat(notices().pageSilence("http://127.0.0.1:9/").orElseThrow()).contains("127.0.0.1:9");
    }

    @Test
    void subscriptionThatOnlyASignInEndsIsProtected() {
        assertThat(notices().unprotectedAddresses()).isEmpty();
    }

    /** One event as a rule of somebody else's sees it. */
    public record Event(String source, String kind, JsonNode detail) {}

    protected abstract List<Event> announced() throws IOException;

    @Test
    void eventReachesWhoeverListens() throws IOException {
        var detail = "{\"version\":1,\"runId\":\"cutover-1\"}";
        assertThat(notices().announce("Landfall run started", detail)).isEqualTo(Change.CREATED);

        assertThat(announced())
                .containsExactly(new Event("landfall", "Landfall run started", Json.MAPPER.readTree(detail)));
    }

    @Test
    void mailReachesItsAddressAndNoOther() {
        var text = "Freeze of retool.example.com\n\nhttps://approve.example.com/g/1?s=a-b_c&x=%20";
        assertThat(notices().send(ALICE, "Landfall asks: freeze?", text)).isEqualTo(Change.CREATED);

        assertThat(arrivedAt(ALICE)).containsExactly(new Mail("Landfall asks: freeze?", text));
        assertThat(arrivedAt(BOB)).isEmpty();
    }
}
