package dev.landfall.handler;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases;
import dev.landfall.model.transfer.ConnectionRoom;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.model.transfer.LockSpace;
import dev.landfall.model.transfer.RolePowers;
import dev.landfall.model.transfer.SearchPathTrial;
import dev.landfall.model.transfer.WriteMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Databases that say what a test tells them to, by host. */
final class MemoryDatabases implements Databases {

    final Map<String, List<Session>> sessions = new HashMap<>();
    final Map<String, Integer> majors = new HashMap<>();
    final Map<String, Map<String, Long>> counts = new HashMap<>();
    final Map<String, Map<String, String>> extensions = new HashMap<>();
    final Map<String, DatabaseActivity> activity = new HashMap<>();
    /** Tables that take longer to count than there is time. */
    final Set<String> slow = new HashSet<>();

    /** What every question for facts ends in. */
    Optional<RuntimeException> failure = Optional.empty();

    /** Hosts that do not answer, and how. */
    final Map<String, RuntimeException> unreachable = new HashMap<>();

    final Map<String, DatabaseRights> rights = new HashMap<>();
    final Map<String, DatabaseContents> contents = new HashMap<>();
    final Map<String, DatabaseLimits> limits = new HashMap<>();
    final Map<String, SearchPathTrial> searchPaths = new HashMap<>();
    final Map<String, DatabaseCode> codes = new HashMap<>();
    final Map<String, RolePowers> powers = new HashMap<>();
    final Map<String, String> encodings = new HashMap<>();

    /** Hosts of servers that only follow another. */
    final Set<String> replicas = new HashSet<>();

    /** Which database an address leads to, where it is not the one that its host and name tell. */
    final Map<String, Long> oids = new HashMap<>();

    /** How many sessions servers have left. */
    final Map<String, ConnectionRoom> connections = new HashMap<>();

    long transaction = 100;

    /** Read-only by default, by host. */
    final Map<String, String> readOnly = new HashMap<>();

    /** Hosts whose user is not the database's owner. */
    final Set<String> foreign = new HashSet<>();

    final List<String> fenced = new ArrayList<>();

    @Override
    public WriteFence fence(DatabaseAddress address) {
        return new WriteFence(
                Optional.ofNullable(readOnly.get(address.host())), !foreign.contains(address.host()), List.of());
    }

    @Override
    public void readOnlyByDefault(DatabaseAddress address, Optional<String> value) {
        fenced.add(address.host() + " " + value.orElse("reset"));
        value.ifPresentOrElse(set -> readOnly.put(address.host(), set), () -> readOnly.remove(address.host()));
    }

    @Override
    public long endSessions(DatabaseAddress address) {
        return 0;
    }

    @Override
    public DatabaseFacts facts(DatabaseAddress address) {
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        int major = majors.getOrDefault(address.host(), 15);
        return new DatabaseFacts(
                major,
                major + ".4",
                1L << 30,
                encodings.getOrDefault(address.host(), "UTF8"),
                "en_US.UTF-8",
                extensions.getOrDefault(address.host(), Map.of("uuid-ossp", "1.1")),
                List.of("uuid-ossp", "pgcrypto"),
                100,
                replicas.contains(address.host()),
                connections.getOrDefault(
                        address.host(), new ConnectionRoom(100, 3, 20, Optional.empty(), Optional.empty())));
    }

    @Override
    public DatabaseIdentity identity(DatabaseAddress address) {
        Optional.ofNullable(unreachable.get(address.host())).ifPresent(thrown -> {
            throw thrown;
        });
        var name = address.host() + "/" + address.database();
        return new DatabaseIdentity(oids.getOrDefault(name, (long) name.hashCode()), Instant.EPOCH);
    }

    @Override
    public DatabaseRights rights(DatabaseAddress address) {
        return rights.getOrDefault(address.host(), new DatabaseRights(List.of(), List.of(), true, true));
    }

    @Override
    public DatabaseContents contents(DatabaseAddress address) {
        return contents.getOrDefault(
                address.host(),
                new DatabaseContents(
                        List.of(new TableSize("public.page_saves", 1_000_000)),
                        List.of(),
                        List.of("retool"),
                        List.of(),
                        List.of(),
                        List.of(),
                        1_000,
                        true));
    }

    @Override
    public DatabaseLimits limits(DatabaseAddress address) {
        return limits.getOrDefault(address.host(), new DatabaseLimits(new LockSpace(1_000, 64, 100, 0), false));
    }

    @Override
    public SearchPathTrial searchPath(DatabaseAddress address) {
        return searchPaths.getOrDefault(address.host(), new SearchPathTrial(List.of(), List.of()));
    }

    @Override
    public DatabaseCode code(DatabaseAddress address) {
        return codes.getOrDefault(
                address.host(),
                new DatabaseCode(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    @Override
    public RolePowers powers(DatabaseAddress address) {
        return powers.getOrDefault(address.host(), new RolePowers("retool", List.of()));
    }

    @Override
    public List<Session> sessions(DatabaseAddress address) {
        return sessions.getOrDefault(address.host(), List.of());
    }

    @Override
    public TableCounts counts(DatabaseAddress address, List<String> tables) {
        var known = counts.getOrDefault(address.host(), Map.of());
        return new TableCounts(known, tables.stream().filter(slow::contains).toList(), Duration.ofSeconds(8));
    }

    @Override
    public DatabaseActivity activity(DatabaseAddress address, List<String> tables) {
        return activity.getOrDefault(
                address.host(),
                new DatabaseActivity(Duration.ZERO, 0, 1_000, List.of(), Optional.empty(), Optional.of(1L), List.of()));
    }

    @Override
    public WriteMark mark(DatabaseAddress address) {
        return new WriteMark(transaction++, Optional.of("7"), Optional.of("00000001"));
    }
}
