package dev.landfall.model.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SecondLookTest {

    private final AtomicInteger looks = new AtomicInteger();

    private String look(int failures, Problem problem) {
        return SecondLook.at(() -> {
            if (looks.getAndIncrement() < failures) {
                throw problem.asException();
            }
            return "seen";
        });
    }

    @Test
    void whatPassesIsLookedAtAgain() {
        assertThat(look(2, Problem.retry("AWS_UNREACHABLE", "No answer.", "Wait.")))
                .isEqualTo("seen");
        assertThat(look(2, Problem.waiting("AWS_BUSY", "Throttled.", "Wait."))).isEqualTo("seen");
    }

    @Test
    void whatDoesNotPassIsToldInTheEnd() {
        assertThatThrownBy(() -> look(9, Problem.waiting("AWS_BUSY", "Throttled.", "Wait.")))
                .isInstanceOf(StillWaitingException.class);
        assertThat(looks).hasValue(3);
    }

    @Test
    void whatNeedsAPersonIsToldAtOnce() {
        assertThatThrownBy(() -> look(1, Problem.operator("AWS_DENIED", "Denied.", "Allow it.")))
                .isInstanceOf(OperatorException.class);
        assertThat(looks).hasValue(1);
    }
}
