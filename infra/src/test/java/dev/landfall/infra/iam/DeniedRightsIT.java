package dev.landfall.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.infra.SampleConfiguration;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code denied-rights.md} lists what nobody may do, {@code kept-rights.md} what must stay possible beside Landfall: each
 * line is judged by all policies that count, of identity, resource and boundary, in every configuration.
 */
@NeedsTier(Tier.LINT)
class DeniedRightsIT {

    private static final RightsTable DENIED = RightsTable.read("denied-rights.md");
    private static final RightsTable KEPT = RightsTable.read("kept-rights.md");

    @Test
    void theListIsLong() {
        assertThat(DENIED.rows()).hasSizeGreaterThanOrEqualTo(80).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheTableDeniesIsDenied(SampleConfiguration configuration) throws IOException, InterruptedException {
        var world = SampleWorld.of(configuration);
        var requests = DENIED.requests(world);

        var allowed = new ArrayList<>(requests);
        allowed.removeAll(new Evaluation(world.deployed(), PolicyEvaluationIT.BOUNDARIES)
                .refused(requests)
                .keySet());

        System.out.printf(
                "denied rights: %d lines, %d requests in %s, %d allowed%n",
                DENIED.rows().size(), requests.size(), configuration, allowed.size());
        assertThat(allowed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersNeedStaysPossible(SampleConfiguration configuration) throws IOException, InterruptedException {
        var world = SampleWorld.of(configuration);

        assertThat(new Evaluation(world.deployed(), PolicyEvaluationIT.BOUNDARIES).refused(KEPT.requests(world)))
                .isEmpty();
    }
}
