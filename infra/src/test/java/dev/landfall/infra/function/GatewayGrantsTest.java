package dev.landfall.infra.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Databases;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.aws.GatewayCall;
import dev.landfall.model.rights.GatewayGrants;
import dev.landfall.model.rights.Grant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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

    /** Its password may lie in Secrets Manager, in a parameter or in the cluster. */
    @Test
    void whoAsksADatabaseMayReadItsPassword() {
        for (var method : Databases.class.getDeclaredMethods()) {
            assertThat(GatewayGrants.of("Databases." + method.getName()))
                    .as(method.getName())
                    .extracting(Grant::action)
                    .containsOnly(
                            "secretsmanager:GetSecretValue", "ssm:GetParameter", "kms:Decrypt", "eks:DescribeCluster");
        }
    }

    @Test
    void whoAsksTheClusterMayFindIt() {
        for (var method : TargetCluster.class.getDeclaredMethods()) {
            assertThat(GatewayGrants.of("TargetCluster." + method.getName()))
                    .as(method.getName())
                    .extracting(Grant::action)
                    .isEqualTo(method.getName().equals("name") ? List.of() : List.of("eks:DescribeCluster"));
        }
    }
}
