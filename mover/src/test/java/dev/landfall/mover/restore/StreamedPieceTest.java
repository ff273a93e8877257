package dev.landfall.mover.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.stream.Carried;
import dev.landfall.mover.table.TablePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamedPieceTest {

    @Test
    void largePartsGoAloneAndSmallOnesTogether() {
        var parts = new ArrayList<>(List.of(part(1, 64 << 20), part(1, 64 << 20), part(2, 9 << 20)));
        for (var i = 0; i < 100; i++) {
            parts.add(part(10 + i, 16 << 10));
        }

        var pieces = StreamedPiece.divide(parts);

        assertThat(pieces.stream().map(piece -> piece.parts().size())).containsExactly(1, 1, 1, 48, 48, 4);
        assertThat(pieces.stream().map(StreamedPiece::first)).containsExactly(1L, 2L, 3L, 4L, 52L, 100L);
        assertThat(pieces.stream().flatMap(piece -> piece.parts().stream())).containsExactlyElementsOf(parts);
    }

    @Test
    void ledgerNamesEachPartInOneStatement() {
        var piece = new StreamedPiece(7, List.of(part(3, 10), part(4, 10)));

        assertThat(piece.ledger(List.of(carried(5), carried(6))))
                .isEqualTo("INSERT INTO landfall_copy.segment VALUES (7, 3, 5), (8, 4, 6)");
    }

    private static Carried carried(long rows) {
        return new Carried(new RowSum(rows, 0, 0), 0);
    }

    private static TablePart part(int table, long bytes) {
        return TablePart.whole(
                new TableCopy(
                        table,
                        "public",
                        "t" + table,
                        List.of("id"),
                        CopyFormat.BINARY,
                        Optional.empty(),
                        0,
                        bytes,
                        Optional.empty(),
                        List.of()),
                bytes);
    }
}
