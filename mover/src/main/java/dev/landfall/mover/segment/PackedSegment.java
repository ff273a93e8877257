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
     * The COPY stream, once it is proven to be what the dump wrote: digest, size, row count and an end where the stream
     * says so. {@code SEGMENT_DAMAGED} otherwise.
     */
    public static byte[] unpack(String key, byte[] stored, Segment segment, CopyFormat format) {
        var content = content(key, stored, segment);
        verifyRows(key, content, segment, format);
        return content;
    }

    /** What is in it, once digest and size are proven to be what the dump wrote; {@code SEGMENT_DAMAGED} otherwise. */
    public static byte[] content(String key, byte[] stored, Segment segment) {
        if (!Sha256.of(stored).hex().equals(segment.sha256())) {
            throw damaged(key, "its digest is not the one it was written with");
        }
        if (segment.bytes() > LARGEST_BYTES) {
            throw damaged(key, "it claims to be larger than any segment");
        }
        var content = decompress(key, stored, segment);
        if (content.length != segment.bytes()) {
            throw damaged(key, "it holds " + content.length + " bytes, not " + segment.bytes());
        }
        return content;
    }

    private static byte[] decompress(String key, byte[] stored, Segment segment) {
        var bytes = (int) segment.bytes();
        return switch (segment.compression()) {
            case ZSTD -> {
                try (var zstd = new ZstdDecompressCtx()) {
                    yield zstd.decompress(stored, bytes);
                } catch (ZstdException e) {
                    throw damaged(key, "it cannot be decompressed");
                }
            }
            case LZ4 -> {
                try (var in = new LZ4FrameInputStream(new ByteArrayInputStream(stored))) {
                    yield in.readNBytes(bytes);
                } catch (IOException e) {
                    throw damaged(key, "it cannot be decompressed");
                }
            }
            case NONE -> stored;
        };
    }

    private static void verifyRows(String key, byte[] content, Segment segment, CopyFormat format) {
        var scanner = RowScanner.of(format, (buffer, offset, length) -> {});
        try {
            scanner.scan(content, content.length);
        } catch (DamagedStreamException e) {
            throw damaged(key, String.valueOf(e.getMessage()));
        }
        var end = switch (format) {
            case BINARY -> scanner.ended() ? content.length - BinaryRowScanner.TRAILER.length : -1;
            case TEXT -> content.length;
        };
        if (scanner.boundary() != end) {
            throw damaged(key, "it does not end where its last row ends");
        }
        if (scanner.rows() != segment.rows()) {
            throw damaged(key, "it holds " + scanner.rows() + " rows, not " + segment.rows());
        }
    }

    private static LandfallException damaged(String key, String how) {
        return Problem.operator(
                        "SEGMENT_DAMAGED",
                        "The segment " + key + " is damaged: " + how + "; none of it was loaded.",
                        "Find out what changed the object, then start a new run.")
                .asException();
    }
}
