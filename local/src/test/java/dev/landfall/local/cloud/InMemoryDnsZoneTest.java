package dev.landfall.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.contract.DnsZoneContract;
import dev.landfall.gateway.RecordSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryDnsZoneTest extends DnsZoneContract {

    private static final RecordSet CHANGED =
            new RecordSet("retool.example.com", "CNAME", 60, List.of("new.elb.example.net"), false);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();

    @Override
    protected InMemoryDnsZone zone() {
        return new InMemoryDnsZone(folder, "Z1", APEX, List.of("127.0.0.1:5353"), List.of(HELD), 2, clock);
    }

    @Override
    protected String aliasTarget() {
        return "health.elb.example.net";
    }

    @Override
    protected void putWeighted(String name, String value, String identifier) {
        zone().byHand(
                        name,
                        List.of(new RecordSet(
                                name,
                                "CNAME",
                                60,
                                List.of(value),
                                false,
                                false,
                                Optional.of("weighted (" + identifier + ")"))));
    }

    @Test
    void nameServersKeepTheOldAnswerUntilTheChangeIsInSync() {
        var zone = zone();
        var change = zone.apply(List.of(), List.of(CHANGED)).changeId();
        assertThat(zone.served(HELD.name())).containsExactly(HELD);
        assertThat(zone.inSync(change)).isFalse();
        assertThat(zone.inSync(change)).isFalse();
        assertThat(zone.inSync(change)).isTrue();
        assertThat(zone.served(HELD.name())).containsExactly(CHANGED);
    }

    @Test
    void changeThatNobodyAsksAboutIsServedAfterAMinute() {
        var zone = zone();
        zone.apply(List.of(), List.of(CHANGED));
        clock.forward(Duration.ofMinutes(1));
        assertThat(zone.served(HELD.name())).containsExactly(CHANGED);
    }

    @Test
    void laterProcessFindsRecordsAndChanges() {
        var change = zone().apply(List.of(), List.of(CHANGED)).changeId();
        var later = zone();
        assertThat(later.records(HELD.name())).containsExactly(CHANGED);
        assertThat(later.inSync(change)).isFalse();
    }
}
