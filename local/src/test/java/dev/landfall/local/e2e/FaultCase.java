package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.matrix.Canned;
import dev.landfall.local.matrix.Canned.Trouble;
import dev.landfall.local.matrix.End;
import dev.landfall.local.matrix.Fault;
import dev.landfall.local.matrix.Way;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * A cell of the failure matrix in a real world.
 *
 * @param troubles what happens in one run
 */
record FaultCase(Way way, List<Trouble> troubles) {

    private static final int PARTS = 3;

    FaultCase {
        troubles = List.copyOf(troubles);
    }

    /** The state does not do its work. */
    static FaultCase before(Way way, String state, Fault fault) {
        return new FaultCase(way, List.of(new Trouble(state, fault, false)));
    }

    /** The state does its work, and only its answer is lost. */
    static FaultCase after(Way way, String state, Fault fault) {
        return new FaultCase(way, List.of(new Trouble(state, fault, true)));
    }

    /** Two states that fail in one run. */
    static FaultCase both(Way way, String first, Fault firstFault, String second, Fault secondFault) {
        return new FaultCase(
                way, List.of(new Trouble(first, firstFault, false), new Trouble(second, secondFault, false)));
    }

    /** The target stops and nobody hears of it, and the record cannot be put back. */
    static FaultCase unheardAndDenied(Way way, String record, Trouble... before) {
        return new FaultCase(
                way,
                Stream.concat(
                                Stream.of(before),
                                Stream.of(
                                        new Trouble("StopTarget", Fault.KILLED, true),
                                        new Trouble(record, Fault.DENIED, false)))
                        .toList());
    }

    /** A third: all of them take ten minutes. */
    private static List<FaultCase> ofToday(List<FaultCase> cases) {
        if (System.getProperty("landfall.faults", "").equals("all")) {
            return cases;
        }
        var day = (int) (LocalDate.now(ZoneOffset.UTC).toEpochDay() % PARTS);
        return IntStream.range(0, cases.size())
                .filter(index -> index % PARTS == day)
                .mapToObj(cases::get)
                .toList();
    }

    /**
     * In that order.
     *
     * @param home of the world, which is made there
     */
    static void meet(List<FaultCase> cases, Path home, Path configuration, boolean shared) throws SQLException {
        var all = new SoftAssertions();
        var today = ofToday(cases);
        System.out.printf(
                "%d of %d cases, other ones each day; all of them with -Dlandfall.faults=all%n",
                today.size(), cases.size());
        try (var world = FaultyWorld.open(home, configuration, shared)) {
            for (var each : today) {
                var began = System.nanoTime();
                var expected = Canned.end(each.way(), each.troubles());
                var ended = each.way().goesBack() ? world.rollback(each.troubles()) : world.cutover(each.troubles());
                var line = "%s: %s: %s, %s; %d rows given up%s; %d s"
                        .formatted(
                                each.way().words(),
                                each.troubles(),
                                ended.status(),
                                ended.end().words(),
                                ended.lost(),
                                ended.told() ? "" : " WITHOUT A WORD",
                                Duration.ofNanos(System.nanoTime() - began).toSeconds());
                System.out.println(line);
                all.assertThat(ended.end()).as(line).isEqualTo(expected == End.UNTOUCHED ? End.SOURCE : expected);
                all.assertThat(ended.told()).as(line).isTrue();
                all.assertThat(ended.saidTrue())
                        .as(line + ": " + ended.now().lines())
                        .isTrue();
            }
            System.out.println(world.samples() + " looks at both sides, " + world.both() + " with both live");
            assertThat(world.samples()).isPositive();
            all.assertThat(world.both()).as("both sides live").isZero();
        }
        all.assertAll();
    }
}
