package dev.landfall.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentTest {

    private static final Segment SEGMENT = new Segment(12, 3, 1_000, 8_388_608, "ab".repeat(32), Compression.ZSTD);

    @Test
    void everythingAboutASegmentIsInItsKey() {
        assertThat(Segment.parse("runs/r/databases/d/data/a/" + SEGMENT.fileName()))
                .contains(SEGMENT);
    }

    @Test
    void namesSortBySequence() {
        var earlier = new Segment(9, 30, 1, 1, "00".repeat(32), Compression.ZSTD);

        assertThat(earlier.fileName()).isLessThan(SEGMENT.fileName());
        assertThat(SEGMENT.fileName()).startsWith(Segment.sortsAs(12));
    }

    @Test
    void nameSaysThatItHoldsSeveralTables() {
        var several = new Segment(9, Segment.SEVERAL, 640, 4_711, "00".repeat(32), Compression.ZSTD);

        assertThat(several.fileName()).startsWith("0000000009.several.640.4711.");
        assertThat(Segment.parse(several.fileName())).contains(several);
        assertThat(several.isOfSeveral()).isTrue();
        assertThat(SEGMENT.isOfSeveral()).isFalse();
    }

    @Test
    void otherFilesAreNoSegments() {
        assertThat(Segment.parse("runs/r/plan.json")).isEmpty();
        assertThat(Segment.parse(SEGMENT.fileName() + ".tmp")).isEmpty();
    }

    @Test
    void namesAreQuotedWhateverTheyHold() {
        assertThat(SqlName.qualified("a\"b", "Straße")).isEqualTo("\"a\"\"b\".\"Straße\"");
        assertThat(SqlName.literal("it's")).isEqualTo("'it''s'");
        assertThat(SqlName.literal("a\\b")).isEqualTo(" E'a\\\\b'");
    }
}
