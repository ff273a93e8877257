package dev.landfall.mover.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.transfer.CopyFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowRelayTest {

    private static final long SEED = 7;

    /** What a relay passed on. */
    private static final class Passed {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Integer> chunks = new ArrayList<>();
        private final List<byte[]> buffers = new ArrayList<>();
        private long rows;

        private void chunk(byte[] buffer, int length, long more) {
            bytes.write(buffer, 0, length);
            chunks.add(length);
            buffers.add(buffer);
            rows += more;
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesTheStreamOnAsItIsHoweverItIsCut(CopyFormat format) throws IOException {
        var random = new Random(SEED);
        for (var round = 0; round < 60; round++) {
            var rows = random.nextInt(300);
            var stream = stream(format, random, rows);
            var passed = new Passed();
            var relay = new RowRelay(format, passed::chunk);
            var cutter = new SegmentCutter(format, 1 << 16, (buffer, length, count) -> {});
            for (var at = 0; at < stream.length; ) {
                var length = Math.min(stream.length - at, 1 + random.nextInt(round % 2 == 0 ? 40 : 30_000));
                relay.accept(Arrays.copyOfRange(stream, at, at + length));
                cutter.accept(Arrays.copyOfRange(stream, at, at + length));
                at += length;
            }

            assertThat(relay.finish()).isEqualTo(cutter.finish());
            assertThat(passed.rows).isEqualTo(rows);
            assertThat(passed.bytes.toByteArray()).isEqualTo(rows == 0 ? new byte[0] : stream);
        }
    }

    @Test
    void manySmallRowsGoTogether() throws IOException {
        var passed = new Passed();
        var relay = new RowRelay(CopyFormat.TEXT, passed::chunk);
        for (var i = 0; i < 20_000; i++) {
            relay.accept("a small row\n".getBytes(StandardCharsets.UTF_8));
        }
        relay.finish();

        assertThat(passed.chunks).hasSizeLessThan(5);
    }

    @Test
    void largeRowIsNotCopied() throws IOException {
        var passed = new Passed();
        var relay = new RowRelay(CopyFormat.TEXT, passed::chunk);
        var row = "x".repeat(1 << 20).concat("\n").getBytes(StandardCharsets.UTF_8);
        relay.accept("small\n".getBytes(StandardCharsets.UTF_8));
        relay.accept(row);

        assertThat(passed.buffers.get(1)).isSameAs(row);
    }

    @ParameterizedTest
    @EnumSource
    void streamThatBreaksOffInsideARowIsDamaged(CopyFormat format) throws IOException {
        var stream = stream(format, new Random(SEED), 50);
        for (var lost : new int[] {1, 2, 3, 5, 100, 30_000}) {
            var relay = new RowRelay(format, (buffer, length, rows) -> {});
            relay.accept(Arrays.copyOf(stream, stream.length - lost));
            if (format == CopyFormat.TEXT && stream[stream.length - lost - 1] == '\n') {
                continue;
            }
            assertThatThrownBy(relay::finish).isInstanceOf(DamagedStreamException.class);
        }
    }

    @Test
    void binaryStreamThatEndsBetweenRowsIsDamagedWithoutItsTrailer() throws IOException {
        var stream = stream(CopyFormat.BINARY, new Random(SEED), 50);
        var relay = new RowRelay(CopyFormat.BINARY, (buffer, length, rows) -> {});
        relay.accept(Arrays.copyOf(stream, stream.length - BinaryRowScanner.TRAILER.length));

        assertThatThrownBy(relay::finish).hasMessageContaining("trailer");
    }

    /** Rows of nothing to a hundred kilobytes. */
    private static byte[] stream(CopyFormat format, Random random, int rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        if (format == CopyFormat.BINARY) {
            out.write(BinaryRowScanner.HEADER);
        }
        for (var i = 0; i < rows; i++) {
            var content = "y".repeat(random.nextInt(i % 50 == 7 ? 100_000 : 300));
            switch (format) {
                case TEXT -> out.writeBytes(i + "\t" + content + "\n");
                case BINARY -> {
                    out.writeShort(3);
                    out.writeInt(4);
                    out.writeInt(i);
                    out.writeInt(-1);
                    out.writeInt(content.length());
                    out.writeBytes(content);
                }
            }
        }
        if (format == CopyFormat.BINARY) {
            out.write(BinaryRowScanner.TRAILER);
        }
        return bytes.toByteArray();
    }
}
