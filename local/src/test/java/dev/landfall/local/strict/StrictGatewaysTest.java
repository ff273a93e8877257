package dev.landfall.local.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.cloud.InMemoryDatabaseHost;
import dev.landfall.local.cloud.InMemoryDnsZone;
import dev.landfall.local.cloud.InMemorySourceCluster;
import dev.landfall.model.failure.StillWaitingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictGatewaysTest {

    private static final StrictSeed SEED = new StrictSeed(1);

    @TempDir
    Path folder;

    private DatabaseHost host(StrictSeed seed) {
        return new BusyDatabaseHost(
                new InMemoryDatabaseHost(
                        folder.resolve("" + seed.value()),
                        Map.of("host", new DatabaseInstance("retool", "15.19", 100, true, true)),
                        Duration.ZERO,
                        Clock.systemUTC()),
                seed);
    }

    /** Asks until the instance takes it, as a wait does, and tells how often it did not. */
    private static int refusals(DatabaseHost host, String snapshot) {
        for (int refusals = 0; ; refusals++) {
            try {
                host.createSnapshot("retool", snapshot);
                return refusals;
            } catch (StillWaitingException e) {
                assertThat(e.problem().code()).isEqualTo("DATABASE_BUSY");
                assertThat(refusals).isLessThan(10);
            }
        }
    }

    @Test
    void anInstanceThatIsBackingUpTakesNoSnapshotWhateverItsName() {
        var host = host(SEED);
        refusals(host, "one");
        assertThatThrownBy(() -> host.createSnapshot("retool", "one")).hasMessageContaining("backing-up");
        assertThatThrownBy(() -> host.createSnapshot("retool", "two")).hasMessageContaining("DATABASE_BUSY");
        assertThat(host.createSnapshot("retool", "one")).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void theNightlyBackupIsUnderWayInSomeWorlds() {
        var first = new ArrayList<Integer>();
        for (long seed = 1; seed <= 10; seed++) {
            first.add(refusals(host(new StrictSeed(seed)), "one"));
        }
        assertThat(first).contains(0, 1);
    }

    @Test
    void aSnapshotIsNotSeenRightAfterItWasBegun() {
        var host = host(SEED);
        refusals(host, "one");
        assertThat(host.snapshotStatus("one")).isEmpty();
        assertThat(host.snapshotStatus("one")).hasValue("available");
        assertThat(host.find("host")).isPresent();
    }

    private InMemorySourceCluster cluster() {
        var service = new SourceService(
                "main",
                "arn:aws:ecs:us-east-1:000000000000:task-definition/main:1",
                2,
                2,
                0,
                Optional.of(ScalingSuspension.NONE),
                List.of(),
                List.of(),
                List.of(),
                false);
        return new InMemorySourceCluster(
                folder,
                "retool",
                List.of(service),
                List.of("main"),
                List.of(new Schedule("nightly", true)),
                Duration.ZERO,
                Clock.systemUTC());
    }

    @Test
    void theFirstListAfterAChangeIsTheOldOne() {
        var cluster = new LaggingSourceCluster(cluster());

        assertThat(cluster.scale("main", 0)).isEqualTo(Change.UPDATED);
        assertThat(cluster.suspendScaling("main", ScalingSuspension.ALL)).isEqualTo(Change.UPDATED);
        assertThat(cluster.services().getFirst().desiredCount()).isEqualTo(2);
        assertThat(cluster.services().getFirst().desiredCount()).isZero();
        assertThat(cluster.services().getFirst().scaling()).hasValue(ScalingSuspension.ALL);

        assertThat(cluster.enableSchedule("nightly", false)).isEqualTo(Change.UPDATED);
        assertThat(cluster.schedules().getFirst().enabled()).isTrue();
        assertThat(cluster.schedules().getFirst().enabled()).isFalse();

        assertThat(cluster.scale("main", 0)).isEqualTo(Change.UNCHANGED);
        assertThat(cluster.services().getFirst().desiredCount()).isZero();
    }

    @Test
    void someChangesOfTheZoneArePendingForOneQuestion() {
        var zone = new PendingDnsZone(
                new InMemoryDnsZone(folder, "Z1", "example.com", List.of("ns"), List.of(), 0, Clock.systemUTC()), SEED);
        var first = new ArrayList<Boolean>();
        for (int change = 0; change < 20; change++) {
            var submitted = zone.apply(
                    List.of(), List.of(new RecordSet("r" + change + ".example.com", "CNAME", 60, List.of("x"), false)));
            first.add(zone.inSync(submitted.changeId()));
            assertThat(zone.inSync(submitted.changeId())).isTrue();
        }
        assertThat(first).contains(true, false);
        assertThat(zone.records("r1.example.com"))
                .as("lists hold pending changes")
                .hasSize(1);
    }

    /** Any gateway. */
    interface Asked {
        String name();

        int count();
    }

    private static Asked counting() {
        return new Asked() {
            private int count;

            @Override
            public String name() {
                return "retool";
            }

            @Override
            public int count() {
                return ++count;
            }
        };
    }

    @Test
    void oneOfTheCallsOfEachStateIsThrottledAndTheRefusalIsThatOfTheGateway() throws InterruptedException {
        var asked = new Throttling(SEED).around(Asked.class, counting(), "Ecs", "ThrottlingException");
        for (var state : List.of("CaptureSource", "Freeze")) {
            var refused = new ArrayList<StillWaitingException>();
            Calls.in("rehearsal", state, () -> {
                for (int call = 0; call < 100; call++) {
                    try {
                        asked.count();
                    } catch (StillWaitingException e) {
                        refused.add(e);
                    }
                    assertThat(asked.name()).isEqualTo("retool");
                }
            });
            assertThat(refused).hasSize(1);
            assertThat(refused.getFirst().problem().code()).isEqualTo("AWS_BUSY");
            assertThat(refused.getFirst()).hasMessageContaining("Ecs answered ThrottlingException");
        }
        assertThat(asked.count()).isEqualTo(199);
    }

    @Test
    void threadsOfAHandlerCountAsItsStateAndOthersAreLeftAlone() throws InterruptedException {
        var asked = new Throttling(SEED).around(Asked.class, counting(), "Iam", "Throttling");
        Calls.in("rehearsal", "Preflight", () -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = IntStream.range(0, 30)
                        .mapToObj(call -> threads.submit(asked::count))
                        .toList();
                assertThat(answers).filteredOn(StrictGatewaysTest::isFailed).hasSize(1);
            }
        });
        for (int call = 0; call < 100; call++) {
            asked.count();
        }
    }

    private static boolean isFailed(Future<?> answer) {
        try {
            answer.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof StillWaitingException;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
