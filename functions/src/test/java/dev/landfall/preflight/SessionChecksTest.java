package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.transfer.ConnectionRoom;
import dev.landfall.preflight.PreflightReport.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionChecksTest {

    private static final ConnectionRoom USUAL = new ConnectionRoom(100, 3, 40, Optional.empty(), Optional.empty());

    @Test
    void moreWorkersThanAServerHasConnectionsForBlockWithTheNumbers() {
        var loads = List.of(
                new SessionChecks.Load("source", "db:5432", List.of(USUAL, USUAL)),
                new SessionChecks.Load("target", "new:5432", List.of(room(200, 0), room(200, 0))));

        var check = SessionChecks.connections(loads, 64);

        assertThat(check.result()).isEqualTo(Result.BLOCKER);
        assertThat(check.seen())
                .contains(
                        "The source's server db:5432 takes 100 connections: 3 are reserved, 40 in use, and 10 stay free"
                                + " for others; Landfall may take 47, and 2 databases with database.jobs 64 take 134.");
        assertThat(check.remedy().orElseThrow()).startsWith("Set database.jobs to 20 or less");
        assertThat(SessionChecks.connections(loads, 20).result()).isEqualTo(Result.OK);
        assertThat(SessionChecks.connections(loads, 21).result()).isEqualTo(Result.BLOCKER);
    }

    @Test
    void limitsOfTheRoleAndTheDatabaseCountToo() {
        var ofRole = new ConnectionRoom(500, 3, 0, Optional.of(new ConnectionRoom.Limit(30, 5)), Optional.empty());
        var ofDatabase = new ConnectionRoom(500, 3, 0, Optional.empty(), Optional.of(new ConnectionRoom.Limit(12, 12)));

        assertThat(ofRole.room()).as("less a tenth of the limit").isEqualTo(22);
        assertThat(ofDatabase.room()).isZero();
        var none =
                SessionChecks.connections(List.of(new SessionChecks.Load("target", "db:5432", List.of(ofDatabase))), 2);
        assertThat(none.result()).isEqualTo(Result.BLOCKER);
        assertThat(none.seen()).contains("the database 12 of its 12");
        assertThat(none.remedy().orElseThrow()).startsWith("Not even one worker fits");
    }

    @Test
    void theAdviceScalesBothAndNeverExceedsWhatFits() {
        assertThat(MoreJobs.advice(2, 2, 60)).contains("set database.jobs to 4 and mover.cpu to 4");
        assertThat(MoreJobs.advice(8, 2, 60)).contains("set database.jobs to 16 and mover.cpu to 4");
        assertThat(MoreJobs.advice(16, 4, 20)).contains("set database.jobs to 20 and mover.cpu to 8");
        assertThat(MoreJobs.advice(16, 4, 16))
                .isEqualTo("Take a longer window: the servers have no connections for more jobs.");
        assertThat(MoreJobs.advice(64, 16, 500)).isEqualTo("Take a longer window: there are no more workers to give.");
    }

    private static ConnectionRoom room(int most, int used) {
        return new ConnectionRoom(most, 3, used, Optional.empty(), Optional.empty());
    }
}
