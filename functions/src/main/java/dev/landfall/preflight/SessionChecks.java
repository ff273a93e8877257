package dev.landfall.preflight;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases.DatabaseFacts;
import dev.landfall.model.transfer.ConnectionRoom;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** Decisions about the sessions that the movers take: the live application must find its own. */
final class SessionChecks {

    static final String CONNECTIONS = "connections";

    private SessionChecks() {}

    /**
     * One server and what is to be moved from it or to it, all at once.
     *
     * @param side {@code source} or {@code target}
     * @param rooms of each of its databases
     */
    record Load(String side, String server, List<ConnectionRoom> rooms) {

        /** How many workers each database can have. */
        int jobs() {
            return rooms.stream()
                    .mapToInt(room -> room.jobs(rooms.size()))
                    .min()
                    .orElseThrow();
        }

        private ConnectionRoom tightest() {
            return rooms.stream()
                    .min(java.util.Comparator.comparingInt(ConnectionRoom::room))
                    .orElseThrow();
        }

        private String words(int jobs) {
            return "The " + side + "'s server " + server + " " + tightest().words() + "; Landfall may take "
                    + tightest().room() + ", and " + rooms.size() + (rooms.size() == 1 ? " database" : " databases")
                    + " with database.jobs " + jobs + " take " + rooms.size() * ConnectionRoom.sessions(jobs) + ".";
        }
    }

    static Check connections(List<Load> loads, int jobs) {
        var seen = loads.stream().map(load -> load.words(jobs)).toList();
        var tight = loads.stream().filter(load -> load.jobs() < jobs).toList();
        if (tight.isEmpty()) {
            return Check.ok(CONNECTIONS, String.join(" ", seen));
        }
        int fit = fitting(loads);
        return Check.blocker(
                CONNECTIONS,
                String.join(" ", seen),
                (fit > 0 ? "Set database.jobs to " + fit + " or less, or end" : "Not even one worker fits: end")
                        + " sessions that nobody needs, or raise max_connections, or the limit of the role or database.");
    }

    /** How many workers all servers have connections for; below 1 where none. */
    static int fitting(List<Load> loads) {
        return loads.stream().mapToInt(Load::jobs).min().orElse(Integer.MAX_VALUE);
    }

    static List<Load> loads(List<DatabaseChecks.Pair> pairs) {
        var loads = new ArrayList<>(loads("source", pairs, CapturedDatabase::source, DatabaseChecks.Pair::source));
        loads.addAll(loads("target", pairs, CapturedDatabase::target, DatabaseChecks.Pair::target));
        return List.copyOf(loads);
    }

    private static List<Load> loads(
            String side,
            List<DatabaseChecks.Pair> pairs,
            Function<CapturedDatabase, DatabaseAddress> address,
            Function<DatabaseChecks.Pair, DatabaseFacts> facts) {
        var rooms = new LinkedHashMap<String, List<ConnectionRoom>>();
        for (var pair : pairs) {
            var at = address.apply(pair.database());
            rooms.computeIfAbsent(at.host() + ":" + at.port(), server -> new ArrayList<>())
                    .add(facts.apply(pair).connections());
        }
        return rooms.entrySet().stream()
                .map(entry -> new Load(side, entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
