package dev.landfall.mover.dump;

import dev.landfall.mover.table.TablePart;
import java.util.ArrayList;
import java.util.List;

/** Which tables share a segment: an object and a transaction for each of thousands would cost more than their rows. */
final class SmallTables {

    /** The restore loads them in one transaction, and the target's lock table has to hold them, their TOAST and its index. */
    private static final int MOST_TOGETHER = 32;

    private static final int SHARE_OF_SEGMENT = 4;

    private SmallTables() {}

    /** How many bytes tables may have that share a segment, together. */
    static int bytes(int segmentBytes) {
        return segmentBytes / SHARE_OF_SEGMENT;
    }

    /** What a worker reads at one go, in the order of the parts: some small tables, or one part. */
    static List<List<TablePart>> together(List<TablePart> parts, int segmentBytes) {
        var all = new ArrayList<List<TablePart>>();
        var some = new ArrayList<TablePart>();
        var bytes = 0L;
        for (var part : parts) {
            if (!part.isWhole() || part.table().isLargeObjects() || part.weightBytes() > bytes(segmentBytes)) {
                all.add(List.of(part));
                continue;
            }
            if (some.size() == MOST_TOGETHER || bytes + part.weightBytes() > bytes(segmentBytes)) {
                all.add(List.copyOf(some));
                some.clear();
                bytes = 0;
            }
            some.add(part);
            bytes += part.weightBytes();
        }
        if (!some.isEmpty()) {
            all.add(List.copyOf(some));
        }
        return all;
    }
}
