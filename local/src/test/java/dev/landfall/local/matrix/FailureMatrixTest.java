package dev.landfall.local.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.matrix.Matrix.Result;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run ends live on the target or on the source, whatever one of its states meets: never on both, never on neither, and
 * what users wrote is never given up without a word. States that later come into a definition join by themselves.
 */
class FailureMatrixTest {

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyRunEndsOnOneSide(Way way) {
        var matrix = Matrix.of(way);
        var results = matrix.results();
        System.out.printf(
                "%s: %d states × %d faults, %d executions: %s, both %d, lost %d%n",
                way,
                matrix.cells().size(),
                Fault.values().length,
                matrix.executions(),
                results.stream().collect(Collectors.groupingBy(Result::end, Collectors.counting())),
                results.stream().filter(Result::both).count(),
                results.stream().filter(Result::lost).count());
        assertThat(results).isNotEmpty();
        assertThat(results).filteredOn(Result::both).as("both sides live").isEmpty();
        assertThat(results)
                .filteredOn(Result::lost)
                .as("rows lost without a word")
                .isEmpty();
        assertThat(results)
                .filteredOn(result -> result.end() == End.OTHER)
                .as("neither side live")
                .isEmpty();
    }

    /** It can only come of a target that refuses to be stopped, and then only with databases of their own. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void targetStaysAwakeOnlyWhereItCannotBeStopped(Way way) {
        assertThat(Matrix.of(way).results())
                .filteredOn(result -> result.end() == End.SOURCE_BESIDE_TARGET)
                .allSatisfy(result -> assertThat(result.state() + " " + result.lead())
                        .as(result.toString())
                        .contains("StopTarget"));
    }

    /** A record that was refused for half an hour: the source works, and the report says where the domain leads. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void recordIsLeftOnlyWhereItCannotBePutBack(Way way) {
        assertThat(Matrix.of(way).results())
                .filteredOn(result -> result.end() == End.SOURCE_WITHOUT_DOMAIN)
                .allSatisfy(result -> assertThat(result.state() + " " + result.lead())
                        .as(result.toString())
                        .containsAnyOf("RevertDns", "RestoreDns"));
    }

    /** What people are told where the source is not live, or has no domain. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void oneRollbackBringsTheSourceBack(Way way) {
        assertThat(Matrix.of(way).results())
                .filteredOn(result -> result.afterRollback().isPresent())
                .allSatisfy(result ->
                        assertThat(result.afterRollback()).as(result.toString()).hasValue(End.SOURCE));
    }

    @Test
    void everyTaskStateOfBothMachinesIsMet() {
        for (var machine : List.of("migrate", "rollback")) {
            var ways = Arrays.stream(Way.values())
                    .filter(way -> way.machineName().equals(machine))
                    .toList();
            Set<String> met = ways.stream()
                    .flatMap(way -> Matrix.of(way).cells().keySet().stream())
                    .collect(Collectors.toSet());
            assertThat(met).as(machine).containsAll(Matrix.tasks(ways.getFirst()));
        }
    }

    @Test
    void everyFaultIsTried() {
        assertThat(Matrix.of(Way.CUTOVER).cells().values())
                .allSatisfy(row -> assertThat(row.keySet()).isEqualTo(EnumSet.allOf(Fault.class)));
    }
}
