package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

    private static final Machine MACHINE = new Machine(2, 7.8, "some CPU", "Linux amd64", "25", "15.14", "15", 0.3);

    @Test
    void ratiosAreOfTheMedianOfTheGuide() {
        assertThat(page().tables())
                .contains("| the guide | 20.0 | 1.000 | 1.5 | 13.33 | 1 / 2 / 3 | 50 |")
                .contains("| ours | 4.0 | 0.200 | 1.5 | 2.67 | 1 / 2 / 3 | 50 | 0.50 | 200 / 210 |")
                .contains("| theirs | not measured: not installed |");
    }

    @Test
    void pageAndPlotAreWrittenWithTheMachine(@TempDir Path folder) throws IOException {
        page().write(folder);

        assertThat(Files.readString(folder.resolve("performance.md")))
                .contains("Measured on 2026-11-20, each way 3 times. Machine: 2 cores (some CPU), 7.8 GiB memory")
                .doesNotContain("${");
        assertThat(Files.readString(folder.resolve("performance.svg")))
                .contains("<svg")
                .contains("<path");
    }

    @Test
    void slowWayIsAllowedThreeTimesTheGuidesTimeAndAtLeastHalfAMinute() {
        assertThat(Allowance.after(20).isExceededBy(Duration.ofSeconds(59))).isFalse();
        assertThat(Allowance.after(20).isExceededBy(Duration.ofSeconds(61))).isTrue();
        assertThat(Allowance.after(2).isExceededBy(Duration.ofSeconds(29))).isFalse();
        assertThat(Allowance.UNLIMITED.isExceededBy(Duration.ofDays(1))).isFalse();
    }

    private static Page page() {
        var empty = Optional.<Double>empty();
        var slow = List.of(
                run(30, Optional.of(20.0), Optional.of(10.0), empty),
                run(20, Optional.of(12.0), Optional.of(8.0), empty),
                run(19, Optional.of(11.0), Optional.of(8.0), empty));
        var fast = List.of(run(4, empty, empty, Optional.of(200.0)));
        return new Page(new Results(
                "2026-11-20",
                MACHINE,
                1,
                3,
                List.of(new Results.Size("app", "Retool's shape", 1_000_000_000)),
                List.of(
                        new Measured("app", "guide", "the guide", Optional.empty(), slow),
                        new Measured("app", "pgcopydb", "theirs", Optional.of("not installed"), List.of()),
                        new Measured("app", "landfall", "ours", Optional.empty(), fast)),
                List.of(new Results.Limit("COPY out", 400))));
    }

    private static Measured.Run run(
            double seconds, Optional<Double> out, Optional<Double> in, Optional<Double> mebibytes) {
        return new Measured.Run(seconds, out, in, 1, 2, 3, 500_000_000, mebibytes, mebibytes.map(peak -> peak + 10));
    }
}
