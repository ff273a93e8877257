package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target whose tables take long to count, as those of 20 GB and more do: a cutover and a rollback pass, and no function
 * works long, for what grows with the data is a Job's.
 */
@NeedsTier(Tier.WORLD)
class LargeDatabaseE2E {

    /** A table of 250 MB at what a gp3 volume reads by default; the sample has more than a hundred. */
    private static final Duration TABLE_TAKES = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static TestWorld test;
    private static SlowCounts slow;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        test = TestWorld.open(folder.resolve("world"));
        slow = SlowCounts.on(test.world().targetDatabase().port(), TABLE_TAKES);
    }

    @AfterAll
    static void close() throws SQLException {
        if (slow != null) {
            slow.close();
        }
        if (test != null) {
            test.close();
        }
    }

    @Test
    void aCutoverAndARollbackPassAndNoFunctionWorksLong() throws SQLException {
        var times = new FunctionTimes();
        test.world().engine().addListener(times);

        var rehearsal = test.finish(test.startRehearsal());
        assertThat(rehearsal.cause()).isEmpty();
        var cutover = test.finish(test.startCutover(), "approve");
        assertThat(cutover.cause()).isEmpty();
        assertThat(cutover.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        test.awaitLiveWrites();
        var rollback = test.finish(test.startRollback(), "approve");

        assertThat(rollback.cause()).isEmpty();
        assertThat(rollback.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(test.report(rollback).path("rollback").path("rowsGivenUp").asLong())
                .isPositive();
        System.out.println("The five longest calls of functions, of "
                + times.longest().size() + ":\n"
                + times.longest().stream()
                        .limit(5)
                        .map(time -> "  %6.1f s  %s of %s"
                                .formatted(time.took().toMillis() / 1000.0, time.function(), time.execution()))
                        .collect(Collectors.joining("\n")));
        assertThat(slow.slowed()).as("something was slowed at all").isNotEmpty();
        assertThat(test.report(cutover).path("notChecked").toString())
                .as("what was not counted in time is said")
                .contains("took longer than");
        assertThat(times.longest()).hasSizeGreaterThan(30);
        assertThat(times.longest().getFirst().took())
                .as(times.longest().getFirst().toString())
                .isLessThan(LONGEST);
    }
}
