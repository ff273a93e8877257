package dev.landfall.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.configuration.ConfigurationSchema;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoverSizeTest {

    /** AWS's table: for each CPU value the least, the most and the step of memory, in MiB. */
    private static final Map<Integer, int[]> FARGATE = Map.of(
            1024, new int[] {2048, 8192, 1024},
            2048, new int[] {4096, 16_384, 1024},
            4096, new int[] {8192, 30_720, 1024},
            8192, new int[] {16_384, 61_440, 4096},
            16_384, new int[] {32_768, 122_880, 8192});

    @Test
    void everySizeIsOneThatFargateHas() {
        assertThat(MoverSize.CPUS).map(MoverSize::new).allSatisfy(size -> {
            var row = FARGATE.get(size.cpuUnits());
            assertThat(row).isNotNull();
            assertThat(size.memoryMebibytes()).isBetween(row[0], row[1]);
            assertThat((size.memoryMebibytes() - row[0]) % row[2]).isZero();
        });
    }

    @Test
    void theSchemaHasTheSameSizes() {
        var schema = ConfigurationSchema.tree();

        assertThat(schema.at("/properties/mover/properties/cpu/enum")
                        .valueStream()
                        .map(each -> each.asInt()))
                .isEqualTo(MoverSize.CPUS);
        assertThat(schema.at("/properties/mover/properties/cpu/default").asInt())
                .isEqualTo(MoverSize.USUAL.cpu());
        assertThat(schema.at("/properties/database/properties/jobs/maximum").asInt())
                .isEqualTo(new MoverSize(16).mostJobs());
    }

    @Test
    void workersAndTheirMemoryGrowWithTheSize() {
        assertThat(MoverSize.forJobs(2)).isEqualTo(new MoverSize(1));
        assertThat(MoverSize.forJobs(9)).isEqualTo(new MoverSize(4));
        assertThat(MoverSize.forJobs(64)).isEqualTo(new MoverSize(16));
        assertThat(MoverSize.heap(1)).isEqualTo("192m");
        assertThat(MoverSize.heap(8)).isEqualTo("768m");
        assertThat(MoverSize.CPUS).map(MoverSize::new).allSatisfy(size -> {
            var heap = Integer.parseInt(MoverSize.heap(size.mostJobs()).replace("m", ""));
            assertThat(heap).isLessThan(size.memoryMebibytes() / 2);
        });
    }
}
