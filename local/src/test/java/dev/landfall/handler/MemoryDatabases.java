package dev.landfall.handler;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Databases that say what a test tells them to, by host. */
final class MemoryDatabases implements Databases {

    final Map<String, List<Session>> sessions = new HashMap<>();
    final Map<String, Integer> majors = new HashMap<>();
    final Map<String, Map<String, Long>> counts = new HashMap<>();
    List<Divergence> divergence = List.of();
    long transaction = 100;

    @Override
    public DatabaseFacts facts(DatabaseAddress address) {
        int major = majors.getOrDefault(address.host(), 15);
        return new DatabaseFacts(
                major,
                major + ".4",
                1L << 30,
                "UTF8",
                "en_US.UTF-8",
                Map.of("uuid-ossp", "1.1"),
                List.of("uuid-ossp", "pgcrypto"),
                100);
    }

    @Override
    public List<Session> sessions(DatabaseAddress address) {
        return sessions.getOrDefault(address.host(), List.of());
    }

    @Override
    public Map<String, Long> counts(DatabaseAddress address, List<String> tables) {
        return counts.getOrDefault(address.host(), Map.of());
    }

    @Override
    public WriteMark mark(DatabaseAddress address) {
        return new WriteMark(transaction++, Map.of("public.users", 3L));
    }

    @Override
    public List<Divergence> divergence(DatabaseAddress address, WriteMark mark) {
        return divergence;
    }
}
