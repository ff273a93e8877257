package dev.landfall.mover.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.Segment;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentCutterTest {

    private static final int ROWS = 400;

    @Test
    void segmentsHoldAllRowsHoweverTheStreamIsCut() throws IOException {
        var random = new Random(7);
        var stream = binary(random);
        for (var largestPiece : List.of(1, 3, 50, 5_000, stream.length)) {
            var segments = new ArrayList<byte[]>();
            var rows = new ArrayList<Long>();
            var cutter = new SegmentCutter(CopyFormat.BINARY, 2_000, (content, length, count) -> {
                segments.add(Arrays.copyOf(content, length));
                rows.add(count);
            });
            feed(cutter, stream, largestPiece, random);

            assertThat(cutter.finish().rows()).isEqualTo(ROWS);
            assertThat(rows.stream().mapToLong(Long::longValue).sum()).isEqualTo(ROWS);
            // A segment ends with the first piece that fills it, so one piece makes one segment.
            assertThat(segments.size()).isGreaterThan(largestPiece == stream.length ? 0 : 10);
            assertThat(joined(segments)).isEqualTo(stream);
            for (var i = 0; i < segments.size(); i++) {
                unpacks(segments.get(i), rows.get(i), CopyFormat.BINARY);
            }
        }
    }

    @Test
    void textIsCutAtLines() {
        var text = "1\ta\\nb\n2\t\\N\n3\tß\n".getBytes(StandardCharsets.UTF_8);
        var segments = new ArrayList<String>();
        var cutter = new SegmentCutter(
                CopyFormat.TEXT,
                5,
                (content, length, rows) -> segments.add(new String(content, 0, length, StandardCharsets.UTF_8)));
        feed(cutter, text, 1, new Random(1));

        assertThat(cutter.finish().rows()).isEqualTo(3);
        assertThat(segments).containsExactly("1\ta\\nb\n", "2\t\\N\n", "3\tß\n");
    }

    @Test
    void checksumDoesNotDependOnOrderOrOnCuts() {
        var rows = List.of("1\ta\n", "2\tb\n", "2\tb\n", "3\t\\N\n");
        var forwards = sum(String.join("", rows), 3);
        var backwards = sum(String.join("", rows.reversed()), 100);

        assertThat(forwards).isEqualTo(backwards);
        assertThat(sum("1\ta\n2\tb\n", 4).plus(sum("2\tb\n3\t\\N\n", 4))).isEqualTo(forwards);
        assertThat(sum("1\ta\n2\tb\n3\t\\N\n", 4).digest()).isNotEqualTo(forwards.digest());
        assertThat(sum("1\ta\n2\tb\n3\tb\n3\t\\N\n", 4).digest()).isNotEqualTo(forwards.digest());
        assertThat(forwards.digest()).matches("[0-9a-f]{32}");
    }

    @Test
    void everyCompressionGivesBackWhatItTook() throws IOException {
        var content = binary(new Random(11));
        for (var compression : Compression.values()) {
            try (var packer = new SegmentPacker(compression)) {
                var packed = packer.pack(Arrays.copyOf(content, content.length + 7), content.length);
                var segment =
                        new Segment(1, 1, ROWS, content.length, packed.digest().hex(), compression);
                assertThat(unpack(packed.stored(), segment, CopyFormat.BINARY)).isEqualTo(content);
                assertThat(Segment.parse("data/x/" + segment.fileName())).contains(segment);
            }
        }
    }

    private static RowSum sum(String text, int largestPiece) {
        var cutter = new SegmentCutter(CopyFormat.TEXT, 5, (content, length, rows) -> {});
        feed(cutter, text.getBytes(StandardCharsets.UTF_8), largestPiece, new Random(1));
        return cutter.finish();
    }

    @Test
    void tableWithoutRowsHasNoSegments() throws IOException {
        var cutter = new SegmentCutter(CopyFormat.BINARY, 100, (content, length, rows) -> {
            throw new AssertionError("a segment of nothing");
        });
        cutter.accept(join(BinaryRowScanner.HEADER, BinaryRowScanner.TRAILER));

        assertThat(cutter.finish().rows()).isZero();
    }

    @Test
    void streamThatEndsEarlyIsNoStream() throws IOException {
        var stream = binary(new Random(3));
        for (var length : List.of(0, 10, 19, 100, stream.length - 2, stream.length - 1)) {
            var cutter = new SegmentCutter(CopyFormat.BINARY, 1 << 20, (content, size, rows) -> {});
            cutter.accept(Arrays.copyOf(stream, length));

            assertThatThrownBy(cutter::finish).as("%s bytes", length).isInstanceOf(DamagedStreamException.class);
        }
    }

    @Test
    void segmentThatChangedIsRefused() throws IOException {
        var content = binary(new Random(5));
        var packed = pack(content);
        var segment = new Segment(1, 1, ROWS, content.length, packed.digest().hex(), Compression.ZSTD);
        var changed = packed.stored().clone();
        changed[changed.length / 2] ^= 1;

        refused(() -> unpack(changed, segment, CopyFormat.BINARY), "digest");
        refused(
                () -> unpack(
                        packed.stored(),
                        new Segment(1, 1, ROWS - 1, content.length, segment.sha256(), Compression.ZSTD),
                        CopyFormat.BINARY),
                "it holds 400 rows, not 399");
        refused(
                () -> unpack(
                        packed.stored(),
                        new Segment(1, 1, ROWS, content.length + 1, segment.sha256(), Compression.ZSTD),
                        CopyFormat.BINARY),
                "bytes, not");
        var cut = pack(Arrays.copyOf(content, content.length - 2));
        refused(
                () -> unpack(
                        cut.stored(),
                        new Segment(1, 1, ROWS, content.length - 2, cut.digest().hex(), Compression.ZSTD),
                        CopyFormat.BINARY),
                "does not end");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String reason) {
        assertThatThrownBy(call)
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("SEGMENT_DAMAGED")
                .hasMessageContaining(reason);
    }

    private static void unpacks(byte[] content, long rows, CopyFormat format) {
        var packed = pack(content);
        var segment = new Segment(1, 1, rows, content.length, packed.digest().hex(), Compression.ZSTD);
        assertThat(unpack(packed.stored(), segment, format)).isEqualTo(content);
    }

    /** Into a buffer that was used before, as a restore does. */
    private static byte[] unpack(byte[] stored, Segment segment, CopyFormat format) {
        var buffer = new byte[PackedSegment.size("key", segment) + 1000];
        Arrays.fill(buffer, (byte) '\n');
        PackedSegment.unpack("key", stored, segment, format, buffer);
        return Arrays.copyOf(buffer, PackedSegment.size("key", segment));
    }

    private static PackedSegment pack(byte[] content) {
        try (var packer = new SegmentPacker(Compression.ZSTD)) {
            return packer.pack(content, content.length);
        }
    }

    private static void feed(SegmentCutter cutter, byte[] stream, int largestPiece, Random random) {
        for (var offset = 0; offset < stream.length; ) {
            var length = Math.min(stream.length - offset, 1 + random.nextInt(largestPiece));
            cutter.accept(Arrays.copyOfRange(stream, offset, offset + length));
            offset += length;
        }
    }

    /** One stream again, out of self-contained ones. */
    private static byte[] joined(List<byte[]> segments) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(BinaryRowScanner.HEADER);
        for (var segment : segments) {
            out.write(segment, BinaryRowScanner.HEADER.length, segment.length - 21);
        }
        out.write(BinaryRowScanner.TRAILER);
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(first);
        out.write(second);
        return out.toByteArray();
    }

    /** Rows of no to five fields, some null, some empty, some larger than a segment. */
    private static byte[] binary(Random random) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(BinaryRowScanner.HEADER);
        for (var row = 0; row < ROWS; row++) {
            var fields = random.nextInt(6);
            out.writeShort(fields);
            for (var field = 0; field < fields; field++) {
                var length = random.nextInt(row % 100 == 5 ? 6_000 : 80) - 1;
                out.writeInt(length);
                var content = new byte[Math.max(0, length)];
                random.nextBytes(content);
                out.write(content);
            }
        }
        out.write(BinaryRowScanner.TRAILER);
        return bytes.toByteArray();
    }
}
