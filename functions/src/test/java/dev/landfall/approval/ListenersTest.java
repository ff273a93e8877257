package dev.landfall.approval;

import static dev.landfall.approval.GateFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Listener;
import dev.landfall.model.failure.OperatorException;
import org.junit.jupiter.api.Test;

/** Who subscribes to the one topic hears everybody's link, unless the gate is not opened. */
class ListenersTest {

    private final GateFixture gates = new GateFixture();

    @Test
    void strangerKeepsEveryMailBack() {
        refused(new Listener("arn:1", "email", "mallory@evil.example", true, false));
    }

    @Test
    void strangerWithTheFilterOfTheirOwnAddressIsOneToo() {
        refused(new Listener("arn:1", "email", "mallory@evil.example", true, true));
    }

    @Test
    void queueOrAddressOfTheWebIsNoApproversMailBox() {
        refused(new Listener("arn:1", "sqs", "arn:aws:sqs:eu-west-1:111122223333:links", true, true));
        refused(new Listener("arn:1", "https", BOB, true, true));
    }

    @Test
    void approverWithoutFilterWouldGetTheLinksOfTheOthers() {
        refused(new Listener("arn:1", "email", BOB, true, false));
    }

    @Test
    void whoHasNotConfirmedGetsNothingYetAndIsTold() {
        gates.notices.listen(new Listener("PendingConfirmation", "email", "mallory@evil.example", false, false));

        gates.open(GateKind.FREEZE);

        assertThat(gates.notices.sent()).hasSize(3);
        assertThat(gates.notices.sent().getFirst().text()).contains("SOMEBODY ELSE", "mallory@evil.example");
        assertThat(gates.get(BOB).body()).contains("SOMEBODY ELSE", "mallory@evil.example");
    }

    private void refused(Listener listener) {
        gates.notices.listen(listener);

        assertThatThrownBy(() -> gates.open(GateKind.GO_LIVE))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("LISTENERS_UNKNOWN")
                .hasMessageContaining(listener.endpoint())
                .hasMessageContaining("aws sns unsubscribe");
        assertThat(gates.notices.sent()).isEmpty();
    }
}
