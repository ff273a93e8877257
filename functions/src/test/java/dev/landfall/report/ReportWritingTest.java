package dev.landfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.approval.GateFixture;
import dev.landfall.gateway.Change;
import dev.landfall.handler.WriteReport;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.TableDivergence;
import dev.landfall.probe.ProbeReport;
import dev.landfall.probe.ProbeReport.Probe;
import dev.landfall.run.Failure;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.run.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportWritingTest {

    private static final String HOSTILE = "</script><script>alert('x')</script><img src=x onerror=alert(1)>";

    private final GateFixture world = new GateFixture(Optional.of("ann@example.com"), List.of("bob@example.com"));
    private final RunLayout layout = new RunLayout(GateFixture.RUN);

    @Test
    void runThatFailedEarlyHasAReportWithReasonAndRemedy() throws IOException {
        world.clock.move(Duration.ofSeconds(30));
        var problem = Problem.operator("SOURCE_UNREACHABLE", "The source does not answer.", "Start it.");
        write(Optional.of(new Failure("CaptureSource", "dev.landfall.X", problem.text())));

        var report = json();
        assertThat(report.at("/mode").asText()).isEqualTo("cutover");
        assertThat(report.at("/verdict").asText()).isEqualTo("FAILED");
        assertThat(report.at("/seconds").asDouble()).isEqualTo(90.0);
        assertThat(report.at("/failure/code").asText()).isEqualTo("SOURCE_UNREACHABLE");
        assertThat(report.at("/failure/state").asText()).isEqualTo("CaptureSource");
        assertThat(report.at("/databases")).isEmpty();
        assertThat(page()).contains("The source does not answer.", "Start it.", "FAILED");
    }

    @Test
    void whatNobodyLookedAtIsListed() throws IOException {
        write(Optional.empty());

        assertThat(json().at("/notChecked").findValuesAsText("what"))
                .contains(
                        "certificate",
                        "Probes of the target",
                        "Approvers who do not answer",
                        "Who started the execution");
    }

    @Test
    void hostileTextCannotBreakOutOfPageOrData() throws IOException {
        world.files.write(
                ProbeReport.key(GateFixture.RUN),
                new ProbeReport(
                        GateFixture.RUN, world.clock.instant(), List.of(Probe.failed("health", HOSTILE, HOSTILE))));
        write(Optional.of(new Failure(
                "Validate", "X", Problem.operator("BAD", HOSTILE, HOSTILE).text())));

        assertThat(page()).doesNotContain("<script>alert", "<img src=x").contains("&lt;script&gt;alert");
        assertThat(page().split("</script>", -1)).hasSize(4);
        assertThat(json().at("/failure/seen").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void pageNeedsNoNetwork() {
        write(Optional.empty());

        assertThat(page())
                .doesNotContain("src=\"", "href=\"", "sourceMappingURL")
                .contains("default-src 'none'", "Chart.js v4.5.1");
    }

    @Test
    void bundleListsEveryObjectButDataAndTheOpenRecord() throws Exception {
        world.store.write(layout.database("app").data() + "0001.zst", new byte[] {1});
        world.store.write(layout.database("app").schema(), new byte[] {2});
        write(Optional.empty());

        var bundle = text("bundle.sha256");
        assertThat(bundle.lines().map(line -> line.substring(66)))
                .containsExactly(
                        "approvals.json",
                        "databases/app/schema.dump",
                        "frozen-plan.json",
                        "preflight.json",
                        "report.html",
                        "report.json");
        var digest = MessageDigest.getInstance("SHA-256").digest(new byte[] {2});
        assertThat(bundle).contains(HexFormat.of().formatHex(digest) + "  databases/app/schema.dump\n");
    }

    @Test
    void rollbackSaysWhatItGivesUp() throws IOException {
        var run = world.files.run(GateFixture.RUN);
        world.files.write(RunRecord.opened(
                "rollback-1",
                "arn:r",
                RunMode.ROLLBACK,
                run.planDigest(),
                "dump",
                "none",
                Optional.empty(),
                world.clock.instant(),
                Optional.of(GateFixture.RUN)));
        world.files.write(
                DivergenceReport.key("rollback-1"),
                new DivergenceReport(
                        "rollback-1",
                        GateFixture.RUN,
                        world.clock.instant(),
                        world.clock.instant(),
                        1234,
                        7,
                        List.of(new DivergenceReport.DatabaseDivergence(
                                "app",
                                Optional.empty(),
                                List.of(new TableDivergence("public.page_saves", 1234, 7, 0)))),
                        false,
                        List.of()));

        var report = new ReportWriting(world.gateways, world.plan()).write("rollback-1", Optional.empty());

        assertThat(report.rollback().orElseThrow().rowsGivenUp()).isEqualTo(1234);
        assertThat(new String(world.store.read("runs/rollback-1/report.html").orElseThrow(), StandardCharsets.UTF_8))
                .contains("1,234 rows", "public.page_saves");
    }

    @Test
    void earlierRunsAndTheForecastOfPassedRehearsalsAreShown() {
        var run = world.files.run(GateFixture.RUN);
        for (var number = 1; number <= 3; number++) {
            var started = run.started().minusSeconds(10_000L - number);
            world.files.write(RunRecord.opened(
                            "rehearsal-" + number,
                            "arn",
                            RunMode.REHEARSAL,
                            run.planDigest(),
                            "dump",
                            "none",
                            Optional.empty(),
                            started,
                            Optional.empty())
                    .closed(started.plusSeconds(100L * number), Verdict.PASSED, Optional.empty(), List.of()));
        }

        var report = new ReportWriting(world.gateways, world.plan()).write(GateFixture.RUN, Optional.empty());

        assertThat(report.earlierRuns())
                .extracting(Report.EarlierRun::runId)
                .containsExactly("rehearsal-3", "rehearsal-2", "rehearsal-1");
        assertThat(report.forecast().orElseThrow())
                .isEqualTo(new Report.ReportedForecast(3, 200, 300, Optional.of(3600.0), Optional.of(true)));
    }

    @Test
    void writingTwiceChangesNothing() {
        write(Optional.empty());
        var before = text("bundle.sha256");
        write(Optional.empty());

        assertThat(text("bundle.sha256")).isEqualTo(before);
        assertThat(world.files.write(
                        Report.key(GateFixture.RUN),
                        new ReportWriting(world.gateways, world.plan()).write(GateFixture.RUN, Optional.empty())))
                .isEqualTo(Change.UNCHANGED);
    }

    @Test
    void handlerTakesNoFailureAsNull() throws IOException {
        var output = new ByteArrayOutputStream();
        new WriteReport(world.gateways)
                .handleRequest(
                        new ByteArrayInputStream(("{\"runId\":\"cutover-1\",\"failure\":null,\"plan\":"
                                        + Json.MAPPER.writeValueAsString(world.plan()) + "}")
                                .getBytes(StandardCharsets.UTF_8)),
                        output,
                        null);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .matches("\\{\"runId\":\"cutover-1\",\"verdict\":\"PASSED\",\"bundle\":\"[0-9a-f]{64}\"}");
    }

    private void write(Optional<Failure> failure) {
        new ReportWriting(world.gateways, world.plan()).write(GateFixture.RUN, failure);
    }

    private JsonNode json() throws IOException {
        return Json.MAPPER.readTree(text("report.json"));
    }

    private String page() {
        return text("report.html");
    }

    private String text(String name) {
        return new String(world.store.read(layout.file(name)).orElseThrow(), StandardCharsets.UTF_8);
    }
}
