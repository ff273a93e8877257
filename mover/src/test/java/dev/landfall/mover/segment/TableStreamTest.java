package dev.landfall.mover.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.Segment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableStreamTest {

    private static final List<TableStream> STREAMS = List.of(stream(7, 2, "a\nb\n"), stream(3_000_000, 1, "c\n"));

    @ParameterizedTest
    @EnumSource(Compression.class)
    void tablesComeBackAsTheyWere(Compression compression) {
        var content = TableStream.join(STREAMS);
        assertThat(content)
                .hasSize(STREAMS.stream().mapToInt(TableStream::packedBytes).sum());

        var unpacked = unpack(content, compression, 3);

        assertThat(unpacked).extracting(TableStream::tableId).containsExactly(7, 3_000_000);
        assertThat(unpacked).extracting(TableStream::rows).containsExactly(2L, 1L);
        assertThat(unpacked)
                .extracting(stream -> new String(stream.copy(), StandardCharsets.UTF_8))
                .containsExactly("a\nb\n", "c\n");
        unpacked.forEach(stream -> stream.verify("key", CopyFormat.TEXT));
    }

    @Test
    void segmentCutAnywhereIsDamaged() {
        var content = TableStream.join(STREAMS);
        for (var length = 1; length < content.length; length++) {
            var cut = Arrays.copyOf(content, length);
            assertThatThrownBy(() -> unpack(cut, Compression.NONE, 3))
                    .as("cut at %d", length)
                    .hasMessageContaining("SEGMENT_DAMAGED");
        }
    }

    @Test
    void rowsAreCounted() {
        assertThatThrownBy(() -> unpack(TableStream.join(STREAMS), Compression.NONE, 4))
                .hasMessageContaining("SEGMENT_DAMAGED");
        assertThatThrownBy(() -> stream(1, 3, "a\nb\n").verify("key", CopyFormat.TEXT))
                .hasMessageContaining("it holds 2 rows, not 3");
    }

    private static List<TableStream> unpack(byte[] content, Compression compression, long rows) {
        try (var packer = new SegmentPacker(compression)) {
            var packed = packer.pack(content, content.length);
            var segment = new Segment(
                    1, Segment.SEVERAL, rows, content.length, packed.digest().hex(), compression);
            return TableStream.unpack("key", packed.stored(), segment);
        }
    }

    private static TableStream stream(int table, long rows, String copy) {
        return new TableStream(table, rows, copy.getBytes(StandardCharsets.UTF_8));
    }
}
