package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.ZoneRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every zone tells of itself: one named {@value #APEX} that holds {@link #HELD}. */
public abstract class ZoneRecordsContract {

    public static final String APEX = "example.com";
    public static final List<RecordSet> HELD = List.of(
            new RecordSet("_dmarc.retool.example.com", "TXT", 3600, List.of("\"v=DMARC1; p=none\""), false),
            new RecordSet("notretool.example.com", "A", 60, List.of("192.0.2.1"), false),
            new RecordSet("retool.example.com", "CNAME", 300, List.of("old.elb.example.net"), false));

    protected abstract ZoneRecords zone();

    @Test
    void recordsAtAndBelowANameAreFound() {
        assertThat(zone().apex()).isEqualTo(APEX);
        assertThat(zone().atAndBelow("Retool.Example.com."))
                .extracting(RecordSet::name)
                .containsExactly("_dmarc.retool.example.com", "retool.example.com");
    }

    @Test
    void nameThatOnlyEndsAlikeIsNotBelow() {
        assertThat(zone().atAndBelow("retool.example.com"))
                .extracting(RecordSet::name)
                .doesNotContain("notretool.example.com");
    }

    @Test
    void nameWithoutRecordsHasNone() {
        assertThat(zone().atAndBelow("nothing.example.com")).isEmpty();
    }
}
