package dev.landfall.local.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.local.engine.integration.LambdaInvoke.Functions;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StrictFunctionsTest {

    private final Calls calls = new Calls();

    @Test
    void anIdleFunctionFailsItsFirstCallAndNoOther() throws InterruptedException {
        var functions = new IdleFunctions(calls.function());

        calls.call(functions, "Freeze")
                .call(functions, "Freeze")
                .call(functions, "CloseRun")
                .call(functions, "Freeze");

        assertThat(calls.heard())
                .containsExactly(
                        "Lambda.ResourceNotReadyException", Calls.DONE, "Lambda.ResourceNotReadyException", Calls.DONE);
        assertThat(calls.worked()).isEqualTo(2);
    }

    @Test
    void whatFailsInPassingFailsAStateOnceAndInTheSameOrderForTheSameSeed() throws InterruptedException {
        var heard = new HashSet<List<String>>();
        for (long seed = 1; seed <= 3; seed++) {
            var first = states(seed);
            assertThat(states(seed)).as("seed %d again", seed).isEqualTo(first);
            heard.add(first);
        }
        assertThat(heard).as("other seeds fail otherwise").hasSize(3);
        assertThat(heard.stream().flatMap(List::stream))
                .contains(
                        "Lambda.TooManyRequestsException",
                        "Lambda.ServiceException",
                        "Lambda.Unknown",
                        "Sandbox.Timedout");
    }

    private static List<String> states(long seed) throws InterruptedException {
        var calls = new Calls();
        var functions = new PassingFailures(calls.function(), new StrictSeed(seed));
        for (int state = 0; state < 40; state++) {
            var before = calls.heard().size();
            calls.visit(functions, "rehearsal", "State" + state);
            assertThat(calls.heard().size() - before).isLessThanOrEqualTo(2);
        }
        return calls.heard();
    }

    @Test
    void someFailAfterTheFunctionHasDoneItsWork() throws InterruptedException {
        var functions = new PassingFailures(calls.function(), new StrictSeed(1));
        for (int state = 0; state < 40; state++) {
            calls.visit(functions, "rehearsal", "State" + state);
        }
        var lost = calls.heard().stream()
                .filter(Set.of("Lambda.Unknown", "Sandbox.Timedout")::contains)
                .count();
        assertThat(lost).isPositive();
        assertThat(calls.worked()).isEqualTo(40 + (int) lost);
    }

    @Test
    void whatNoStateCallsDoesNotFailInPassing() throws InterruptedException {
        var functions = new PassingFailures(calls.function(), new StrictSeed(1));
        for (int call = 0; call < 40; call++) {
            calls.call(functions, "ApprovalPage");
        }
        assertThat(calls.heard()).containsOnly(Calls.DONE);
    }

    @Test
    void aFunctionThatWorksTooLongIsCutOff() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        Functions slow = (name, payload) -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return "{}";
        };
        var functions = new FunctionTimeouts(slow, name -> Duration.ofMillis(20));

        assertThatThrownBy(() -> functions.invoke("SwitchDns", "{}"))
                .isInstanceOfSatisfying(
                        LambdaError.class, e -> assertThat(e.errorType()).isEqualTo("Sandbox.Timedout"));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFunctionInTimeIsHeardWithItsAnswerOrItsError() throws Exception {
        var functions = new FunctionTimeouts(calls.function(), name -> Duration.ofMinutes(1));
        assertThat(functions.invoke("Freeze", "{}")).isEqualTo("\"ok\"");

        var thrown = new LambdaError("Oops", "no", List.of());
        var failing = new FunctionTimeouts(
                (name, payload) -> {
                    throw thrown;
                },
                name -> Duration.ofMinutes(1));
        assertThatThrownBy(() -> failing.invoke("Freeze", "{}")).isSameAs(thrown);
    }

    @Test
    void payloadsBeyondLambdasLimitAreRefusedBothWays() throws Exception {
        var large = "\"" + "x".repeat(PayloadLimits.LARGEST_ANSWER_BYTES) + "\"";
        assertThatThrownBy(() -> new PayloadLimits(calls.function()).invoke("Freeze", large))
                .hasMessageContaining("Lambda.RequestTooLargeException");
        assertThat(calls.worked()).isZero();
        assertThatThrownBy(() -> new PayloadLimits((name, payload) -> large).invoke("Freeze", "{}"))
                .hasMessageContaining("Function.ResponseSizeTooLarge");
        assertThat(new PayloadLimits(calls.function()).invoke("Freeze", "{}")).isEqualTo("\"ok\"");
    }

    @Test
    void anEventIsDeliveredAgainToAFunctionThatWasIdle() throws Exception {
        var functions = new EventInvoke(new IdleFunctions(calls.function()));
        assertThat(functions.invoke("CloseAbandonedRun", "{}")).isEqualTo("\"ok\"");
        assertThatThrownBy(() -> new EventInvoke((name, payload) -> {
                            throw new LambdaError("Oops", "no", List.of());
                        })
                        .invoke("CloseAbandonedRun", "{}"))
                .hasMessageContaining("Oops");
    }

    @Test
    void allOfItTogetherLetsAPolicyThroughThatTriesFourTimes() throws InterruptedException {
        for (long seed = 1; seed <= 20; seed++) {
            var each = new Calls();
            var functions = new StrictAws(new StrictSeed(seed)).around(each.function(), name -> Duration.ofMinutes(1));
            for (int state = 0; state < 20; state++) {
                var before = each.heard().size();
                each.visit(functions, "rehearsal", "State" + state);
                assertThat(each.heard().size() - before).isLessThanOrEqualTo(4);
            }
        }
    }
}
