package dev.landfall.bench;

import dev.landfall.bench.way.Way;
import dev.landfall.bench.way.Ways;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs all ways in turn, as often as asked, so that what else the machine does falls on all of them alike. */
final class Bench {

    private final Station station;
    private final List<Way> ways;
    private final int runs;
    private final PrintStream err;

    Bench(Station station, List<Way> ways, int runs, PrintStream err) {
        this.station = station;
        this.ways = ways;
        this.runs = runs;
        this.err = err;
    }

    List<Measured> measure(String database, String label) throws SQLException {
        var done = new LinkedHashMap<Way, List<Measured.Run>>();
        var missing = new LinkedHashMap<Way, Optional<String>>();
        for (var way : ways) {
            done.put(way, new ArrayList<>());
            missing.put(way, way.missing());
        }
        var guide = 0.0;
        for (var round = 1; round <= runs; round++) {
            for (var way : ways) {
                if (missing.getOrDefault(way, Optional.empty()).isPresent()) {
                    continue;
                }
                try {
                    station.allow(guide == 0 ? Allowance.UNLIMITED : Allowance.after(guide));
                    var run = once(way, database);
                    if (way.name().equals(Ways.GUIDE)) {
                        guide = Math.max(guide, run.seconds());
                    }
                    done.computeIfAbsent(way, key -> new ArrayList<>()).add(run);
                    err.println(String.format(
                            Locale.ROOT, "%s, %s, run %d: %.1f s", label, way.label(), round, run.seconds()));
                } catch (IllegalStateException e) {
                    // A tool that fails on this database is a result, too; the others go on.
                    missing.put(way, Optional.of("it failed: " + lastLine(String.valueOf(e.getMessage()))));
                    err.println(way.label() + ": " + e.getMessage());
                }
                err.flush();
            }
        }
        return ways.stream()
                .map(way -> new Measured(
                        database,
                        way.name(),
                        way.label(),
                        missing.getOrDefault(way, Optional.empty()),
                        done.getOrDefault(way, List.of())))
                .toList();
    }

    private Measured.Run once(Way way, String database) throws SQLException {
        way.prepare(station);
        station.freshen(database);
        var source = Cpu.seconds(station.pid(station.source()));
        var target = Cpu.seconds(station.pid(station.target()));
        var client = clientSeconds();
        var started = System.nanoTime();
        var stages = way.run(station, database);
        var seconds = (System.nanoTime() - started) / 1e9;
        return new Measured.Run(
                seconds,
                stages.outSeconds(),
                stages.inSeconds(),
                Cpu.seconds(station.pid(station.source())) - source,
                Cpu.seconds(station.pid(station.target())) - target,
                clientSeconds() - client,
                Folders.bytes(station.scratch()),
                stages.outMebibytes(),
                stages.inMebibytes());
    }

    /** Of programs that this one started and that have ended, so that neither server is in it. */
    private static double clientSeconds() {
        return Cpu.endedChildren();
    }

    private static String lastLine(String text) {
        var lines = text.strip().lines().toList();
        return lines.isEmpty() ? "without a word" : lines.getLast();
    }
}
