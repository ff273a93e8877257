package dev.landfall.mover.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.landfall.model.transfer.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/** Compresses one segment after the other; keeps its buffers. Used by one thread at a time. */
public final class SegmentPacker implements AutoCloseable {

    /** Compresses nearly as well as level 3 at twice the speed (docs/performance.md). */
    private static final int LEVEL = 1;

    private final Compression compression;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private byte[] packed = {};

    public SegmentPacker(Compression compression) {
        this.compression = compression;
    }

    /** Packs the beginning of the buffer. */
    public PackedSegment pack(byte[] buffer, int length) {
        return new PackedSegment(
                switch (compression) {
                    case ZSTD -> zstd(buffer, length);
                    case LZ4 -> lz4(buffer, length);
                    case NONE -> Arrays.copyOf(buffer, length);
                });
    }

    @Override
    public void close() {
        zstd.close();
    }

    private byte[] zstd(byte[] buffer, int length) {
        var bound = Math.toIntExact(Zstd.compressBound(length));
        if (packed.length < bound) {
            packed = new byte[bound];
        }
        return Arrays.copyOf(packed, zstd.compressByteArray(packed, 0, packed.length, buffer, 0, length));
    }

    private static byte[] lz4(byte[] buffer, int length) {
        var bytes = new ByteArrayOutputStream(length / 2);
        try (var out = new LZ4FrameOutputStream(
                bytes,
                BLOCKSIZE.SIZE_1MB,
                length,
                LZ4Factory.nativeInstance().fastCompressor(),
                XXHashFactory.nativeInstance().hash32(),
                FLG.Bits.BLOCK_INDEPENDENCE,
                FLG.Bits.CONTENT_CHECKSUM,
                FLG.Bits.CONTENT_SIZE)) {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail so", e);
        }
        return bytes.toByteArray();
    }
}
