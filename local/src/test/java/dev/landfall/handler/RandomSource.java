package dev.landfall.handler;

import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.cloud.InMemorySourceCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Any source: services at 0 too, scaling in every state, schedules on and off. */
final class RandomSource {

    private final Random random;

    RandomSource(long seed) {
        random = new Random(seed);
    }

    InMemorySourceCluster build(Path folder) {
        var services = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(
                        number -> service("service-" + number, number == 0 ? 1 + random.nextInt(3) : random.nextInt(3)))
                .toList();
        var schedules = IntStream.range(0, random.nextInt(3))
                .mapToObj(number -> new Schedule("schedule-" + number, random.nextBoolean()))
                .toList();
        return new InMemorySourceCluster(
                folder,
                "retool",
                services,
                services.stream().map(SourceService::name).toList(),
                schedules,
                Duration.ZERO,
                Clock.systemUTC());
    }

    private SourceService service(String name, int count) {
        return new SourceService(
                name, "arn:" + name, count, count, 0, scaling(), List.of(), List.of(), List.of(), false);
    }

    private Optional<ScalingSuspension> scaling() {
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(new ScalingSuspension(random.nextBoolean(), random.nextBoolean(), random.nextBoolean()));
    }
}
