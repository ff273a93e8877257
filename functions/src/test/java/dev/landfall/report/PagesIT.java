package dev.landfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.approval.Decision;
import dev.landfall.approval.GateKind;
import dev.landfall.approval.GateLog;
import dev.landfall.approval.Vote;
import dev.landfall.dns.DnsRecordChange;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.transfer.TableDivergence;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.probe.ProbeReport.Probe;
import dev.landfall.report.Report.EarlierDatabase;
import dev.landfall.report.Report.EarlierRun;
import dev.landfall.report.Report.NotChecked;
import dev.landfall.report.Report.ReportedDatabase;
import dev.landfall.report.Report.ReportedFailure;
import dev.landfall.report.Report.ReportedForecast;
import dev.landfall.report.Report.ReportedProbe;
import dev.landfall.report.Report.ReportedRollback;
import dev.landfall.report.Report.ReportedState;
import dev.landfall.report.Report.ReportedTable;
import dev.landfall.report.Report.RolledBackDatabase;
import dev.landfall.run.RunMode;
import dev.landfall.run.Verdict;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser, without a network. The pages stay below target/pages for a person to look at. */
@NeedsTier(Tier.BROWSER)
class PagesIT {

    private static final Path PAGES = Path.of("target", "pages");
    private static final Instant START = Instant.parse("2026-11-20T22:00:00Z");

    @TempDir
    Path profile;

    @Test
    void passedRehearsalDrawsItsCharts() throws Exception {
        var page = browse("rehearsal", rehearsal(Optional.empty()));

        assertThat(page).contains("PASSED").containsPattern("<canvas id=\"timeline\"[^>]* style=\"[^\"]*width: \\d{3}");
        assertThat(page).containsPattern("<canvas id=\"history\"[^>]* style=\"[^\"]*width: \\d{3}");
        assertThat(page).containsPattern("<canvas id=\"forecast\"[^>]* style=\"[^\"]*width: \\d{3}");
    }

    @Test
    void hostileTextRunsNothing() throws Exception {
        var hostile =
                "</script><script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">";
        var page = browse(
                "failed",
                rehearsal(Optional.of(new ReportedFailure(
                        "DATABASES_DIFFER",
                        "public.page_saves: 48213 rows on the source, 48212 on the target. " + hostile,
                        "Look at the table on both sides, then rehearse again.",
                        "CompareDatabase"))));

        assertThat(page).contains("<title>FAILED").doesNotContain("<title>broken");
    }

    @Test
    void rollbackShowsItsCost() throws Exception {
        assertThat(browse("rollback", rollback())).contains("1,402 rows were inserted");
    }

    /** The page's elements after its script ran. */
    private String browse(String name, Report report) throws IOException, InterruptedException {
        Files.createDirectories(PAGES);
        var file = PAGES.resolve(name + ".html");
        Files.writeString(file, new ReportHtml().page(report));
        var browser = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--window-size=1200,1600",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=3000",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var elements = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return elements;
    }

    private static Report rehearsal(Optional<ReportedFailure> failure) {
        var failed = failure.isPresent();
        return new Report(
                "Live: the source. Nothing is frozen.",
                List.of(
                        "Domain: no run has moved it away from the source.",
                        "Databases: none is closed or read-only by Landfall."),
                "rehearsal-20261120-2200",
                RunMode.REHEARSAL,
                failed ? Verdict.FAILED : Verdict.PASSED,
                "retool.example.com",
                "retool-production",
                "retool-eks/retool",
                "dump",
                Optional.of("ann@example.com"),
                START,
                failed ? 231.4 : 312.8,
                failure,
                states(failed),
                List.of(
                        new ReportedDatabase(
                                "app",
                                4_812_000_000L,
                                1_284_311,
                                112,
                                171.2,
                                Optional.of(!failed),
                                failed
                                        ? List.of("public.page_saves: 48213 rows on the source, 48212 on the target")
                                        : List.of(),
                                List.of(
                                        new ReportedTable("public.page_saves", 48_213, 3_204_000_000L),
                                        new ReportedTable("public.audit_trail_events", 961_004, 980_000_000L),
                                        new ReportedTable("large objects", 412, 96_000_000L))),
                        new ReportedDatabase(
                                "retool_database",
                                212_000_000L,
                                84_120,
                                19,
                                21.7,
                                failed ? Optional.empty() : Optional.of(true),
                                List.of(),
                                List.of())),
                List.of(),
                List.of(
                        Check.ok("versions", "Source is 15.10, target is 15.19."),
                        Check.warning(
                                "deletion-protection",
                                "Deletion protection is off on the target.",
                                "Turn it on before go-live."),
                        Check.notChecked("certificate", "No certificate's ARN is configured.")),
                List.of(
                        new ReportedProbe("before go-live", Probe.passed("health", "200 from /api/checkHealth.")),
                        new ReportedProbe("before go-live", Probe.passed("restarts", "No container restarted.")),
                        new ReportedProbe("before go-live", Probe.notChecked("api-v2", "No API token is configured."))),
                Optional.of(new DnsRecordChange(
                        "rehearsal-20261120-2200",
                        "landfall-rehearsal.retool.example.com",
                        true,
                        List.of(),
                        List.of(),
                        List.of(
                                new DnsRecordChange.Step(
                                        "switch",
                                        "C1",
                                        List.of(new RecordSet("r", "CNAME", 60, List.of("new.elb.example.com"), false)),
                                        START.plusSeconds(290),
                                        Optional.of(START.plusSeconds(293)),
                                        Optional.of(START.plusSeconds(297)),
                                        List.of("1.1.1.1 still said old.elb.example.com")),
                                new DnsRecordChange.Step(
                                        "remove",
                                        "C2",
                                        List.of(),
                                        START.plusSeconds(298),
                                        Optional.empty(),
                                        Optional.of(START.plusSeconds(305)),
                                        List.of())))),
                List.of(),
                earlier(),
                Optional.of(new ReportedForecast(4, 248, 301, Optional.of(900.0), Optional.of(true))),
                Optional.empty(),
                List.of(
                        new NotChecked("certificate", "No certificate's ARN is configured."),
                        new NotChecked("Approvers who do not answer", "Reminders and escalation are not built.")),
                List.of());
    }

    private static List<ReportedState> states(boolean failed) {
        var states = new ArrayList<ReportedState>();
        add(states, "OpenRun", 0, 1.2, 1);
        add(states, "CaptureSource", 1.3, 4.1, 1);
        add(states, "Preflight", 5.5, 7.9, 2);
        add(states, "QuiesceTarget", 13.6, 11.0, 3);
        add(states, "MoveDatabases", 25, 190.2, 1);
        add(states, "CopyDatabase", 25.2, 171.3, 1);
        add(states, "DumpDatabase", 25.4, 132.5, 1);
        add(states, "RestoreDatabase", 25.4, 171.0, 1);
        if (failed) {
            states.add(new ReportedState("CompareDatabase", START.plusSeconds(197), 18.2, "FAILED", 1));
        } else {
            add(states, "CompareDatabase", 197, 18.2, 1);
            add(states, "WakeTarget", 215.3, 41.5, 8);
            add(states, "Validate", 257, 31.7, 1);
            add(states, "RehearseDns", 289, 17.4, 4);
        }
        states.add(new ReportedState("WriteReport", START.plusSeconds(failed ? 230 : 310), 0.4, "RUNNING", 1));
        return states;
    }

    private static void add(List<ReportedState> states, String name, double after, double seconds, int attempts) {
        states.add(new ReportedState(name, START.plusMillis((long) (after * 1000)), seconds, "SUCCEEDED", attempts));
    }

    private static List<EarlierRun> earlier() {
        var runs = new ArrayList<EarlierRun>();
        double[] took = {298, 355, 120, 402};
        for (var number = 0; number < took.length; number++) {
            var failed = number == 2;
            runs.add(new EarlierRun(
                    "rehearsal-2026111" + (9 - number) + "-2200",
                    RunMode.REHEARSAL,
                    Optional.of(failed ? Verdict.FAILED : Verdict.PASSED),
                    START.minusSeconds(86_400L * (number + 1)),
                    took[number],
                    failed
                            ? List.of()
                            : List.of(
                                    new EarlierDatabase("app", took[number] * 0.55),
                                    new EarlierDatabase("retool_database", 20 + number))));
        }
        return runs;
    }

    private static Report rollback() {
        var passed = rehearsal(Optional.empty());
        return new Report(
                "Live: the source. Nothing is frozen.",
                List.of(
                        "Domain: no run has moved it away from the source.",
                        "Databases: none is closed or read-only by Landfall."),
                "rollback-20261121-0200",
                RunMode.ROLLBACK,
                Verdict.PASSED,
                passed.domain(),
                passed.source(),
                passed.target(),
                "dump",
                Optional.of("ann@example.com"),
                START,
                74.9,
                Optional.empty(),
                List.of(
                        new ReportedState("OpenRollback", START, 0.8, "SUCCEEDED", 1),
                        new ReportedState("MeasureDivergence", START.plusSeconds(1), 6.1, "SUCCEEDED", 1),
                        new ReportedState("RequestRollback", START.plusSeconds(8), 31.0, "SUCCEEDED", 1),
                        new ReportedState("StopTarget", START.plusSeconds(39), 12.0, "SUCCEEDED", 3),
                        new ReportedState("RestoreDns", START.plusSeconds(51), 3.0, "SUCCEEDED", 1),
                        new ReportedState("VerifyDns", START.plusSeconds(54), 8.0, "SUCCEEDED", 4),
                        new ReportedState("ReturnToSource", START.plusSeconds(62), 10.0, "SUCCEEDED", 5)),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ReportedProbe("source", Probe.passed("health", "200 from /api/checkHealth."))),
                Optional.empty(),
                List.of(new GateLog.Entry(
                        GateKind.ROLLBACK,
                        START.plusSeconds(8),
                        START.plusSeconds(7208),
                        1,
                        List.of("ann@example.com", "bob@example.com"),
                        List.of(new GateLog.Voice(
                                "bob@example.com",
                                Vote.Choice.APPROVE,
                                "Workflows fail on the target.",
                                START.plusSeconds(39),
                                Optional.empty())),
                        Optional.of(Decision.Outcome.APPROVED),
                        List.of("bob@example.com"),
                        Optional.of(START.plusSeconds(39)),
                        List.of())),
                passed.earlierRuns(),
                Optional.empty(),
                Optional.of(new ReportedRollback(
                        "cutover-20261120-2300",
                        START.minusSeconds(9000),
                        1402,
                        311,
                        List.of(new RolledBackDatabase(
                                "app",
                                Optional.empty(),
                                List.of(
                                        new TableDivergence("public.audit_trail_events", 1290, 0, 4),
                                        new TableDivergence("public.page_saves", 112, 311, 0)))),
                        false,
                        List.of())),
                List.of(new NotChecked("Sequences and large objects written since go-live", "Only rows are counted.")),
                List.of());
    }
}
