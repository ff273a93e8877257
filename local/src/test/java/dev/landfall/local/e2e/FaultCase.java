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
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/**
 * A cell of the failure matrix in a real world.
 *
 * @param troubles what happens in one run
 */
record FaultCase(Way way, List<Trouble> troubles) {

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

    /**
     * In that order.
     *
     * @param home of the world, which is made there
     */
    static void meet(List<FaultCase> cases, Path home, Path configuration, boolean shared) throws SQLException {
        var all = new SoftAssertions();
        try (var world = FaultyWorld.open(home, configuration, shared)) {
            for (var each : cases) {
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
            }
            System.out.println(world.samples() + " looks at both sides, " + world.both() + " with both live");
            assertThat(world.samples()).isPositive();
            all.assertThat(world.both()).as("both sides live").isZero();
        }
        all.assertAll();
    }
}
