package dev.landfall.handler;

import dev.landfall.gateway.NameServers;
import dev.landfall.gateway.RecordSet;
import dev.landfall.local.cloud.InMemoryDnsZone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers from what the zone serves; a test can let one resolver keep an old answer. */
final class ZoneNameServers implements NameServers {

    static final String RESOLVER = "resolver.example.net";

    private final InMemoryDnsZone zone;
    final Map<String, String> remembered = new HashMap<>();
    final Map<String, List<String>> extra = new HashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    long ttlSeconds = 60;
    List<String> resolvers = List.of(RESOLVER);

    ZoneNameServers(InMemoryDnsZone zone) {
        this.zone = zone;
    }

    @Override
    public List<String> publicResolvers() {
        return resolvers;
    }

    @Override
    public Answer ask(String server, String name, String type, boolean recursive) {
        asked.add(server + " " + name);
        var old = Optional.ofNullable(remembered.get(server)).map(List::of);
        var values = old.orElseGet(() -> zone.served(name).stream()
                .filter(record -> record.type().equals(type))
                .map(RecordSet::values)
                .flatMap(List::stream)
                .toList());
        values = extra.getOrDefault(name + " " + type, values);
        boolean known = !zone.served(name).isEmpty();
        return new Answer(server, known ? "NOERROR" : "NXDOMAIN", !recursive, ttlSeconds, values);
    }
}
