package dev.landfall.infra.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.aws.GatewayCall;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract tests record which actions each call of a gateway uses, through the real SDK; policies grant exactly those. */
class GatewayGrantsTest {

    @ParameterizedTest
    @EnumSource(GatewayCall.class)
    void aCallIsGrantedExactlyTheActionsThatItWasSeenToUse(GatewayCall call) {
        var granted = GatewayGrants.of(call.gateway().getSimpleName() + "." + call.method()).stream()
                .map(Grant::action)
                .collect(Collectors.toCollection(TreeSet::new));

        var used = new TreeSet<>(call.actions());
        used.addAll(call.implied());
        assertThat(granted).isEqualTo(used);
    }
}
