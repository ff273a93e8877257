package dev.landfall.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void durationsAreReadAsPeopleSayThem() {
        assertThat(Figures.duration(Duration.ofMillis(1250))).isEqualTo("1.3 s");
        assertThat(Figures.duration(Duration.ofSeconds(45))).isEqualTo("45 s");
        assertThat(Figures.duration(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Figures.duration(Duration.ofMinutes(15))).isEqualTo("15 min");
        assertThat(Figures.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }

    @Test
    void sizesCountsAndMomentsCarryTheirUnit() {
        assertThat(Figures.bytes(999)).isEqualTo("999 B");
        assertThat(Figures.bytes(4_812_000_000L)).isEqualTo("4.8 GB");
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.moment(Instant.parse("2026-11-20T12:00:00.9Z"))).isEqualTo("2026-11-20 12:00:00 UTC");
    }
}
