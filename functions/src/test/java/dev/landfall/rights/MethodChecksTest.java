package dev.landfall.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.rights.GatewayGrants;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MethodChecksTest {

    /** A new gateway method that nobody wrote a check for would be tried for the first time on the night. */
    @Test
    void everyMethodThatAHandlerReachesHasACheck() {
        var reached = HandlerTable.handlers().stream()
                .map(Handler::gatewayMethods)
                .flatMap(methods -> methods.stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(reached)
                .isNotEmpty()
                .allSatisfy(
                        method -> assertThat(MethodChecks.of(method)).as(method).isPresent());
    }

    /** What changes something is never called by a check, whatever its row allows. */
    @Test
    void noCheckCallsWhatChangesSomething() {
        var calls = HandlerTable.handlers().stream()
                .flatMap(handler -> handler.gatewayMethods().stream())
                .flatMap(method -> MethodChecks.of(method).orElseThrow().calls().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(calls)
                .noneMatch(method -> method.matches(
                        ".*\\.(write|writeIfAbsent|delete|keep|send|succeed|fail|apply|scale|suspendScaling|enableSchedule"
                                + "|stopMoverTask|createSnapshot|saveReplicas|forgetReplicas|createJob|deleteJob)"));
    }

    /** Else a check would fail for a right that the function does not need. */
    @Test
    void aReadInThePlaceOfAnotherNeedsNoMoreRights() {
        HandlerTable.handlers()
                .forEach(handler -> handler.gatewayMethods()
                        .forEach(method -> MethodChecks.of(method).orElseThrow().calls().stream()
                                .filter(called -> !handler.gatewayMethods().contains(called))
                                .forEach(called -> assertThat(handler.grants())
                                        .as("%s calls %s for %s", handler.name(), called, method)
                                        .containsAll(GatewayGrants.of(called)))));
    }
}
