package dev.landfall.mover.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.TableCopy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TotalEstimateTest {

    @Test
    void totalIsInBytesAsTheyMoveThoughThePlanKnowsCompressedOnes() {
        var estimate = new TotalEstimate();
        estimate.planned(List.of(table("documents", 1000, 1_000_000)));

        estimate.moved("public.documents", 250, 900_000);

        assertThat(estimate.total(900_000, 1_000_000)).isEqualTo(3_600_000);
    }

    @Test
    void planCountsUntilThereIsSomethingToGoBy() {
        var estimate = new TotalEstimate();
        estimate.planned(List.of(table("documents", 1000, 1_000_000)));

        estimate.moved("public.documents", 1, 5_000);

        assertThat(estimate.total(5_000, 1_000_000)).isEqualTo(1_000_000);
    }

    @Test
    void tableWithMoreRowsThanEstimatedCountsOnceOnly() {
        var estimate = new TotalEstimate();
        estimate.planned(List.of(table("grown", 10, 500_000), table("other", 1000, 500_000)));

        estimate.moved("public.grown", 5000, 2_000_000);

        assertThat(estimate.total(2_000_000, 1_000_000)).isEqualTo(4_000_000);
    }

    @Test
    void tableThatWasNeverAnalysedCountsWithItsBytes() {
        var estimate = new TotalEstimate();
        estimate.planned(List.of(table("unknown", 0, 1_000_000)));

        estimate.moved("public.unknown", 70, 500_000);

        assertThat(estimate.total(500_000, 1_000_000)).isEqualTo(1_000_000);
    }

    private static TableCopy table(String name, long rows, long bytes) {
        return new TableCopy(
                1,
                "public",
                name,
                List.of("id"),
                CopyFormat.BINARY,
                Optional.empty(),
                rows,
                bytes,
                Optional.empty(),
                List.of());
    }
}
