package dev.landfall.local.cloud;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.ZoneRecords;
import dev.landfall.model.failure.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Route 53 as a handler sees it: batches that apply whole or not at all, and changes that are PENDING until they have
 * been asked about a number of times or a minute has passed. Its name servers answer with {@link #served}: what the
 * newest change in sync left. Kept in {@code dns-zone.json}.
 */
public final class InMemoryDnsZone implements DnsZone, ZoneRecords {

    private static final Duration INSYNC_AT_LATEST = Duration.ofMinutes(1);

    private final String zoneId;
    private final String zoneName;
    private final List<String> nameServers;
    private final int pollsUntilInSync;
    private final Clock clock;
    private final StateFile<State> file;
    private State state;

    /**
     * Opens the zone as it was left.
     *
     * @param zoneName the apex, without the final dot
     * @param nameServers as {@code host} or {@code host:port}
     * @param pollsUntilInSync how many answers of {@link #inSync} say no before one says yes
     */
    public InMemoryDnsZone(
            Path folder,
            String zoneId,
            String zoneName,
            List<String> nameServers,
            List<RecordSet> initial,
            int pollsUntilInSync,
            Clock clock) {
        this.zoneId = zoneId;
        this.zoneName = normal(zoneName);
        this.nameServers = List.copyOf(nameServers);
        this.pollsUntilInSync = pollsUntilInSync;
        this.clock = clock;
        file = new StateFile<>(folder.resolve("dns-zone.json"), State.class);
        state = file.read(() -> new State(normal(initial), normal(initial), Map.of()));
    }

    /**
     * What is remembered.
     *
     * @param served what the name servers answer
     * @param changes by id, in order
     */
    record State(List<RecordSet> records, List<RecordSet> served, Map<String, Pending> changes) {}

    record Pending(Instant submitted, int polls, boolean inSync) {}

    @Override
    public String zoneId() {
        return zoneId;
    }

    @Override
    public List<String> nameServers() {
        return nameServers;
    }

    @Override
    public synchronized List<RecordSet> records(String name) {
        return named(state.records(), name);
    }

    @Override
    public String apex() {
        return zoneName;
    }

    @Override
    public synchronized List<RecordSet> atAndBelow(String name) {
        var top = normal(name);
        return state.records().stream()
                .filter(each -> each.name().equals(top) || each.name().endsWith("." + top))
                .sorted(Comparator.comparing(RecordSet::name).thenComparing(RecordSet::type))
                .toList();
    }

    /** What this zone's name servers answer for a name now. */
    public synchronized List<RecordSet> served(String name) {
        settle(false);
        return named(state.served(), name);
    }

    /** Whether a name lies in this zone. */
    public boolean holds(String name) {
        var normal = normal(name);
        return normal.equals(zoneName) || normal.endsWith("." + zoneName);
    }

    private static List<RecordSet> named(List<RecordSet> records, String name) {
        return records.stream().filter(each -> each.name().equals(normal(name))).toList();
    }

    @Override
    public synchronized Submitted apply(List<RecordSet> remove, List<RecordSet> upsert) {
        var changed = new DnsBatch(zoneName, state.records()).apply(normal(remove), normal(upsert));
        if (changed.equals(state.records())) {
            var last = state.changes().keySet().stream().reduce((first, second) -> second);
            return new Submitted(last.orElse("/change/C0"), Change.UNCHANGED);
        }
        var id = "/change/C" + (state.changes().size() + 1);
        var changes = new LinkedHashMap<>(state.changes());
        changes.put(id, new Pending(clock.instant(), 0, false));
        state = new State(changed, state.served(), changes);
        settle(false);
        file.write(state);
        return new Submitted(
                id, remove.isEmpty() ? Change.UPDATED : upsert.isEmpty() ? Change.REMOVED : Change.UPDATED);
    }

    @Override
    public synchronized List<Planned> plan(List<RecordSet> remove, List<RecordSet> upsert) {
        new DnsBatch(zoneName, state.records()).apply(normal(remove), normal(upsert));
        return Stream.concat(
                        normal(remove).stream().map(record -> new Planned("DELETE", record)),
                        normal(upsert).stream()
                                .filter(record -> !state.records().contains(record))
                                .map(record -> new Planned("UPSERT", record)))
                .toList();
    }

    /** What its owner does by hand: these records stand in place of whatever the name had. */
    public synchronized void byHand(String name, List<RecordSet> records) {
        var changed = new ArrayList<>(state.records());
        changed.removeIf(each -> each.name().equals(normal(name)));
        changed.addAll(normal(records));
        state = new State(List.copyOf(changed), List.copyOf(changed), state.changes());
        file.write(state);
    }

    @Override
    public synchronized boolean inSync(String changeId) {
        if (changeId.equals("/change/C0")) {
            return true;
        }
        if (!state.changes().containsKey(changeId)) {
            throw Problem.operator(
                            "DNS_CHANGE_UNKNOWN",
                            "Route 53 knows no change " + changeId + ".",
                            "Check that the run and the zone belong together.")
                    .asException();
        }
        settle(true);
        return Optional.ofNullable(state.changes().get(changeId))
                .map(Pending::inSync)
                .orElse(false);
    }

    /** Changes reach the servers in order, so the newest one decides what they serve. */
    private void settle(boolean asked) {
        var changes = new LinkedHashMap<String, Pending>();
        boolean newestInSync = true;
        for (var entry : state.changes().entrySet()) {
            var pending = entry.getValue();
            boolean inSync = pending.inSync()
                    || pending.polls() >= pollsUntilInSync
                    || !clock.instant().isBefore(pending.submitted().plus(INSYNC_AT_LATEST));
            changes.put(
                    entry.getKey(),
                    new Pending(pending.submitted(), pending.polls() + (asked && !inSync ? 1 : 0), inSync));
            newestInSync = inSync;
        }
        var settled = new State(state.records(), newestInSync ? state.records() : state.served(), changes);
        if (!settled.equals(state)) {
            state = settled;
            file.write(state);
        }
    }

    private static List<RecordSet> normal(List<RecordSet> records) {
        var normal = new ArrayList<RecordSet>();
        for (var each : records) {
            normal.add(new RecordSet(
                    normal(each.name()),
                    each.type(),
                    each.ttlSeconds(),
                    each.values(),
                    each.alias(),
                    each.evaluateTargetHealth(),
                    each.routing()));
        }
        return List.copyOf(normal);
    }

    private static String normal(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
