package dev.landfall.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FoundTest {

    private static final Found SOUND = new Found(List.of(), List.of(), List.of());

    private final AtomicInteger asked = new AtomicInteger();

    /** Every function asks at once; a service that is busy for a moment is no reason for a warning. */
    @Test
    void serviceThatIsBusyForAMomentIsAskedAgain() {
        assertThat(Found.of("SourceCluster.services", () -> busyUntil(3))).isEqualTo(SOUND);
        assertThat(asked).hasValue(3);
    }

    @Test
    void serviceThatStaysBusyIsToldAsNotChecked() {
        var found = Found.of("SourceCluster.services", () -> busyUntil(100));

        assertThat(found.failed()).isEmpty();
        assertThat(found.denied()).isEmpty();
        assertThat(found.notChecked())
                .singleElement()
                .satisfies(each -> assertThat(each.why()).contains("Rate exceeded"));
        assertThat(asked.get()).isBetween(2, 10);
    }

    @Test
    void whatNeedsAPersonIsAskedOnce() {
        var found = Found.of("DatabaseHost.find", () -> {
            asked.incrementAndGet();
            throw Problem.operator("AWS_REFUSED", "No such thing.", "Name another.")
                    .asException();
        });

        assertThat(found.failed()).hasSize(1);
        assertThat(asked).hasValue(1);
    }

    private Found busyUntil(int attempt) {
        if (asked.incrementAndGet() < attempt) {
            throw Problem.waiting("AWS_BUSY", "Ecs answered ThrottlingException: Rate exceeded.", "Wait.")
                    .asException();
        }
        return SOUND;
    }
}
