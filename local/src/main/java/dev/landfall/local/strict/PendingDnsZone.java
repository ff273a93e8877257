package dev.landfall.local.strict;

import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.RecordSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A change of Route 53 is PENDING until all its servers have it, up to a minute (Route 53 API reference, GetChange).
 * Lists of records hold pending changes at once, so they do not lag. Here one change of two is PENDING for one
 * question; each costs a poll of the definition.
 */
final class PendingDnsZone implements DnsZone {

    private static final int ONE_IN = 2;

    private final DnsZone zone;
    private final StrictSeed seed;
    private final Set<String> asked = new HashSet<>();

    PendingDnsZone(DnsZone zone, StrictSeed seed) {
        this.zone = zone;
        this.seed = seed;
    }

    @Override
    public String zoneId() {
        return zone.zoneId();
    }

    @Override
    public List<String> nameServers() {
        return zone.nameServers();
    }

    @Override
    public List<RecordSet> records(String name) {
        return zone.records(name);
    }

    @Override
    public Submitted apply(List<RecordSet> remove, List<RecordSet> upsert) {
        return zone.apply(remove, upsert);
    }

    @Override
    public List<Planned> plan(List<RecordSet> remove, List<RecordSet> upsert) {
        return zone.plan(remove, upsert);
    }

    @Override
    public synchronized boolean inSync(String changeId) {
        boolean first = asked.add(changeId);
        return zone.inSync(changeId) && !(first && seed.below(ONE_IN, "change " + asked.size()) == 0);
    }
}
