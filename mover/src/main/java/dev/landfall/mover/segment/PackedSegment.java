package dev.landfall.mover.segment;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.Segment;
import dev.landfall.mover.store.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import net.jpountz.lz4.LZ4FrameInputStream;

/** A segment as it is stored: a COPY stream, compressed in a frame that has its own checksum, or as it is. */
public final class PackedSegment {

    private static final long LARGEST_BYTES = Integer.MAX_VALUE - 8L;

    private final byte[] stored;
    private final Sha256 digest;

    PackedSegment(byte[] stored) {
        this.stored = stored;
        this.digest = Sha256.of(stored);
    }

    /** What to store; the caller must not change it. */
    public byte[] stored() {
        return stored;
    }

    /** Of what is stored. */
    public Sha256 digest() {
        return digest;
    }

    /**
     * Puts the COPY stream into the beginning of the buffer, once it is proven to be what the dump wrote: digest, size, row
     * count and an end where the stream says so. {@code SEGMENT_DAMAGED} otherwise.
     *
     * @param buffer of {@link #size} bytes or more; what lies behind them stays as it is
     */
    public static void unpack(String key, byte[] stored, Segment segment, CopyFormat format, byte[] buffer) {
        decompressProven(key, stored, segment, buffer);
        verifyRows(key, buffer, size(key, segment), segment.rows(), format);
    }

    /** What is in it, once digest and size are proven to be what the dump wrote; {@code SEGMENT_DAMAGED} otherwise. */
    public static byte[] content(String key, byte[] stored, Segment segment) {
        var content = new byte[size(key, segment)];
        decompressProven(key, stored, segment, content);
        return content;
    }

    /** How many bytes it takes to unpack it; {@code SEGMENT_DAMAGED} where no array is that large. */
    public static int size(String key, Segment segment) {
        if (segment.bytes() < 0 || segment.bytes() > LARGEST_BYTES) {
            throw damaged(key, "it claims to be larger than any segment");
        }
        return (int) segment.bytes();
    }

    private static void decompressProven(String key, byte[] stored, Segment segment, byte[] buffer) {
        if (!Sha256.of(stored).hex().equals(segment.sha256())) {
            throw damaged(key, "its digest is not the one it was written with");
        }
        var size = decompress(key, stored, segment, buffer);
        if (size != segment.bytes()) {
            throw damaged(key, "it holds " + size + " bytes, not " + segment.bytes());
        }
    }

    /** Returns how many bytes there were, as far as they were wanted. */
    private static int decompress(String key, byte[] stored, Segment segment, byte[] buffer) {
        var bytes = size(key, segment);
        return switch (segment.compression()) {
            case ZSTD -> {
                try (var zstd = new ZstdDecompressCtx()) {
                    yield zstd.decompressByteArray(buffer, 0, bytes, stored, 0, stored.length);
                } catch (ZstdException e) {
                    throw damaged(key, "it cannot be decompressed");
                }
            }
            case LZ4 -> {
                try (var in = new LZ4FrameInputStream(new ByteArrayInputStream(stored))) {
                    yield in.readNBytes(buffer, 0, bytes);
                } catch (IOException e) {
                    throw damaged(key, "it cannot be decompressed");
                }
            }
            case NONE -> {
                System.arraycopy(stored, 0, buffer, 0, Math.min(stored.length, bytes));
                yield stored.length;
            }
        };
    }

    static void verifyRows(String key, byte[] content, int size, long rows, CopyFormat format) {
        var scanner = RowScanner.of(format, (buffer, offset, length) -> {});
        try {
            scanner.scan(content, size);
        } catch (DamagedStreamException e) {
            throw damaged(key, String.valueOf(e.getMessage()));
        }
        var end = switch (format) {
            case BINARY -> scanner.ended() ? size - BinaryRowScanner.TRAILER.length : -1;
            case TEXT -> size;
        };
        if (scanner.boundary() != end) {
            throw damaged(key, "it does not end where its last row ends");
        }
        if (scanner.rows() != rows) {
            throw damaged(key, "it holds " + scanner.rows() + " rows, not " + rows);
        }
    }

    static LandfallException damaged(String key, String how) {
        return Problem.operator(
                        "SEGMENT_DAMAGED",
                        "The segment " + key + " is damaged: " + how + "; none of it was loaded.",
                        "Find out what changed the object, then start a new run.")
                .asException();
    }
}
