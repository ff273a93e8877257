package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.OperatorException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every hosted zone does: one named {@value #APEX} that holds {@link #HELD}. */
public abstract class DnsZoneContract {

    public static final String APEX = "example.com";
    public static final RecordSet HELD =
            new RecordSet("retool.example.com", "CNAME", 300, List.of("old.elb.example.net"), false);
    private static final RecordSet CHANGED =
            new RecordSet("retool.example.com", "CNAME", 60, List.of("new.elb.example.net"), false);

    /** A zone named {@link #APEX} that holds {@link #HELD} and nothing else that these tests touch. */
    protected abstract DnsZone zone();

    /** The name of something that an alias can lead to. */
    protected abstract String aliasTarget();

    @Test
    void upsertReplacesTheRecordOfThatNameAndType() {
        var zone = zone();
        var submitted = zone.apply(List.of(), List.of(CHANGED));
        assertThat(submitted.change()).isEqualTo(Change.UPDATED);
        assertThat(zone.records("retool.example.com")).containsExactly(CHANGED);
    }

    @Test
    void upsertOfWhatStandsThereIsUnchanged() {
        assertThat(zone().apply(List.of(), List.of(HELD)).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void recordIsFoundWhateverTheCaseOfItsName() {
        assertThat(zone().records("Retool.Example.COM.")).containsExactly(HELD);
    }

    @Test
    void removalNeedsTheExactRecord() {
        var zone = zone();
        assertRefused(zone, List.of(CHANGED), List.of());
        assertThat(zone.apply(List.of(HELD), List.of()).change()).isEqualTo(Change.REMOVED);
        assertThat(zone.records(HELD.name())).isEmpty();
    }

    @Test
    void refusedBatchChangesNothing() {
        var zone = zone();
        var fine = new RecordSet("other.example.com", "A", 60, List.of("192.0.2.1"), false);
        var beside = new RecordSet(HELD.name(), "TXT", 60, List.of("\"text\""), false);
        assertRefused(zone, List.of(), List.of(fine, beside));
        assertThat(zone.records("other.example.com")).isEmpty();
        assertThat(zone.records(HELD.name())).containsExactly(HELD);
    }

    @Test
    void typeIsExchangedInOneBatch() {
        var zone = zone();
        var address = new RecordSet(HELD.name(), "A", 60, List.of("192.0.2.1"), false);
        zone.apply(List.of(HELD), List.of(address));
        assertThat(zone.records(HELD.name())).containsExactly(address);
    }

    @Test
    void planIsWhatApplyWouldSendAndChangesNothing() {
        var zone = zone();
        var address = new RecordSet(HELD.name(), "A", 60, List.of("192.0.2.1"), false);

        assertThat(zone.plan(List.of(HELD), List.of(address)))
                .containsExactly(new DnsZone.Planned("DELETE", HELD), new DnsZone.Planned("UPSERT", address));
        assertThat(zone.plan(List.of(), List.of(HELD))).isEmpty();
        assertThat(zone.records(HELD.name())).containsExactly(HELD);
        assertThatThrownBy(() -> zone.plan(List.of(CHANGED), List.of())).hasMessageContaining("DNS_CHANGE_REFUSED");
    }

    /** Somebody's own, of that name, beside which nothing else of that name stands. */
    protected abstract void putWeighted(String name, String value, String identifier);

    @Test
    void routingPolicyIsToldAndNeitherReplacedNorRemoved() {
        var name = "routed.example.com";
        putWeighted(name, "old.elb.example.net", "blue");
        var zone = zone();

        var routed = zone.records(name);
        assertThat(routed).extracting(RecordSet::routing).containsExactly(Optional.of("weighted (blue)"));
        var simple = new RecordSet(name, "CNAME", 60, List.of("new.elb.example.net"), false);
        assertThatThrownBy(() -> zone.plan(List.of(), List.of(simple))).hasMessageContaining("routing policy");
        assertThatThrownBy(() -> zone.apply(List.of(), List.of(simple))).hasMessageContaining("routing policy");
        assertThatThrownBy(() -> zone.apply(routed, List.of())).hasMessageContaining("routing policy");
        assertThat(zone.records(name)).isEqualTo(routed);
    }

    @Test
    void apexTakesNoAliasName() {
        assertRefused(zone(), List.of(), List.of(new RecordSet(APEX, "CNAME", 60, List.of("x.example.net"), false)));
    }

    /** A rollback restores what stood there: an alias that fails over by health must do so again. */
    @Test
    void restoredAliasAsksForTheHealthOfItsTargetAsBefore() {
        var zone = zone();
        var found = new RecordSet(APEX, "A", 0, List.of(aliasTarget()), true, true);
        zone.apply(List.of(), List.of(found));
        assertThat(zone.records(APEX)).filteredOn(RecordSet::alias).containsExactly(found);

        var switched = new RecordSet(APEX, "A", 60, List.of("192.0.2.1"), false);
        zone.apply(List.of(), List.of(switched));
        assertThat(zone.apply(List.of(), List.of(found)).change()).isEqualTo(Change.UPDATED);

        assertThat(zone.records(APEX)).filteredOn(RecordSet::alias).containsExactly(found);
    }

    @Test
    void aliasThatDiffersInItsHealthCheckOnlyIsUpdated() {
        var zone = zone();
        var target = aliasTarget();
        zone.apply(List.of(), List.of(new RecordSet(APEX, "A", 0, List.of(target), true, true)));
        var without = new RecordSet(APEX, "A", 0, List.of(target), true, false);

        assertThat(zone.apply(List.of(), List.of(without)).change()).isEqualTo(Change.UPDATED);
        assertThat(zone.records(APEX)).filteredOn(RecordSet::alias).containsExactly(without);
    }

    @Test
    void nameOfAnotherZoneIsRefused() {
        assertRefused(zone(), List.of(), List.of(new RecordSet("a.example.org", "A", 60, List.of("192.0.2.1"), false)));
    }

    @Test
    void submittedChangeGetsInSync() {
        var zone = zone();
        var change = zone.apply(List.of(), List.of(CHANGED)).changeId();
        boolean inSync = false;
        for (int poll = 0; poll < 100 && !inSync; poll++) {
            inSync = zone.inSync(change);
        }
        assertThat(inSync).isTrue();
    }

    private static void assertRefused(DnsZone zone, List<RecordSet> remove, List<RecordSet> upsert) {
        assertThatThrownBy(() -> zone.apply(remove, upsert))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DNS_CHANGE_REFUSED");
    }
}
