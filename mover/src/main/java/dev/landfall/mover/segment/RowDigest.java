package dev.landfall.mover.segment;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/** Adds up rows as they pass by. */
final class RowDigest implements RowSink {

    private static final Hasher128 HASHER = Hashing.xxh3_128();

    private long rows;
    private long high;
    private long low;

    @Override
    public void row(byte[] buffer, int offset, int length) {
        var hash = HASHER.hashBytesTo128Bits(buffer, offset, length);
        var sum = low + hash.getLeastSignificantBits();
        high += hash.getMostSignificantBits() + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
        rows++;
    }

    RowSum sum() {
        return new RowSum(rows, high, low);
    }
}
