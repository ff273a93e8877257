package dev.landfall.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.RecordSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressRecordsTest {

    private static final String NAME = "retool.example.com";
    private static final RecordSet CNAME = new RecordSet(NAME, "CNAME", 300, List.of("Old.example.net."), false);
    private static final RecordSet TEXT = new RecordSet(NAME, "TXT", 300, List.of("\"x\""), false);

    @Test
    void ordinaryNameGetsACname() {
        assertThat(AddressRecords.pointing(NAME, "new.example.net", 60, List.of(CNAME)))
                .containsExactly(new RecordSet(NAME, "CNAME", 60, List.of("new.example.net"), false));
    }

    @Test
    void addressGetsAnARecordAndTheCnameGoesInTheSameBatch() {
        var wanted = AddressRecords.pointing(NAME, "192.0.2.7", 60, List.of(CNAME));
        var batch = AddressRecords.change(List.of(CNAME), wanted);
        assertThat(batch.remove()).containsExactly(CNAME);
        assertThat(batch.upsert()).extracting(RecordSet::type).containsExactly("A");
    }

    @Test
    void apexGetsAnAlias() {
        var soa = new RecordSet("example.com", "SOA", 900, List.of("ns1"), false);
        assertThat(AddressRecords.pointing("example.com", "new.example.net", 60, List.of(soa)))
                .containsExactly(new RecordSet("example.com", "A", 0, List.of("new.example.net"), true));
    }

    @Test
    void aliasesStayAliasesOfBothTypes() {
        var present = List.of(
                new RecordSet(NAME, "A", 0, List.of("old"), true),
                new RecordSet(NAME, "AAAA", 0, List.of("old"), true));
        assertThat(AddressRecords.pointing(NAME, "new", 60, present))
                .extracting(RecordSet::type)
                .containsExactly("A", "AAAA");
    }

    @Test
    void recordsOfOtherTypesAreLeftAlone() {
        assertThat(AddressRecords.change(List.of(CNAME, TEXT), List.of()).remove())
                .containsExactly(CNAME);
    }

    @Test
    void finalDotAndCaseDoNotMatter() {
        assertThat(AddressRecords.pointTo(List.of(CNAME), "old.example.net")).isTrue();
        assertThat(AddressRecords.pointTo(List.of(CNAME), "new.example.net")).isFalse();
    }
}
