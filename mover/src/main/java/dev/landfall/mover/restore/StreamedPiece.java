package dev.landfall.mover.restore;

import dev.landfall.mover.stream.Carried;
import dev.landfall.mover.table.TablePart;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of tables that pass from the source to the target in one transaction: one part, or many small ones.
 *
 * @param first the sequence of its first part in the ledger; the others follow
 */
record StreamedPiece(long first, List<TablePart> parts) {

    /** Together in one transaction up to here: what is small costs little but the round trips around it. */
    static final long TOGETHER_BYTES = 8L << 20;

    /** A transaction holds a lock for each table, its indexes and its TOAST; a server has 64 a session by default. */
    static final int MOST_TOGETHER = 48;

    StreamedPiece {
        parts = List.copyOf(parts);
    }

    /** All of them, in their order. */
    static List<StreamedPiece> divide(List<TablePart> parts) {
        var pieces = new ArrayList<StreamedPiece>();
        var together = new ArrayList<TablePart>();
        var bytes = 0L;
        var first = 1L;
        for (var part : parts) {
            if (!together.isEmpty()
                    && (bytes + part.weightBytes() > TOGETHER_BYTES || together.size() == MOST_TOGETHER)) {
                pieces.add(new StreamedPiece(first, together));
                first += together.size();
                together.clear();
                bytes = 0;
            }
            together.add(part);
            bytes += part.weightBytes();
        }
        if (!together.isEmpty()) {
            pieces.add(new StreamedPiece(first, together));
        }
        return pieces;
    }

    /** What the ledger says when it is loaded. */
    String ledger(List<Carried> carried) {
        var entries = new ArrayList<String>();
        for (var i = 0; i < parts.size(); i++) {
            entries.add(RestoreLedger.entry(
                    first + i, parts.get(i).table().id(), carried.get(i).sum().rows()));
        }
        return RestoreLedger.loaded(entries);
    }
}
