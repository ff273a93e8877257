package dev.landfall.approval;

import dev.landfall.gateway.Executions;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.TestingNotices;
import dev.landfall.gateway.TestingRunStore;
import dev.landfall.gateway.TestingTaskTokens;
import dev.landfall.gateway.TestingVault;
import dev.landfall.model.RunLayout;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run with a configuration, people with mail, and a page to click on. */
public final class GateFixture {

    public static final String RUN = "cutover-1";
    public static final String DOMAIN = "retool.example.com";
    static final String ANN = "ann@example.com";
    static final String BOB = "bob@example.com";
    static final String CAT = "cat@example.com";

    public final TestingRunStore store = new TestingRunStore();
    public final RunFiles files = new RunFiles(store);
    final TestingNotices notices;
    final TestingTaskTokens tokens = new TestingTaskTokens();
    public final List<Executions.StateRecord> states = new ArrayList<>();
    /** Whom AWS recorded as the starter. */
    Optional<String> recorded;

    public final MovableClock clock = new MovableClock();
    public final Gateways gateways;
    final GatePage page;

    GateFixture() {
        this(Optional.of(ANN), List.of(ANN, BOB, CAT));
    }

    public GateFixture(Optional<String> requestedBy, List<String> confirmed) {
        this.notices = new TestingNotices(confirmed);
        this.recorded = requestedBy;
        configure("PT1H");
        this.gateways = new Gateways(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                store,
                new TestingVault(),
                notices,
                tokens,
                executions(),
                null,
                null,
                clock);
        this.page = new GatePage(gateways);
        freezePlan();
        files.write(RunRecord.opened(
                RUN,
                "arn:run",
                RunMode.CUTOVER,
                plan().digest(),
                "dump",
                "none",
                requestedBy,
                clock.instant().minusSeconds(60),
                Optional.empty()));
        files.write(
                PreflightReport.key(RUN),
                new PreflightReport(
                        RUN,
                        clock.instant(),
                        List.of(
                                Check.ok("versions", "Both are 15."),
                                Check.warning("space", "Space is short.", "Add some."),
                                Check.notChecked("certificate", "No zone is configured."))));
    }

    public void configure(String window) {
        store.write(RunLayout.CONFIGURATION, """
                {"domain": "%s", "window": "%s",
                 "source": {"cluster": "retool", "services": ["main"]},
                 "target": {"cluster": "eks", "namespace": "retool"},
                 "approvals": {"approvers": ["ann@example.com", "Bob@example.com", "cat@example.com"],
                               "pageUrl": "https://gate.example.com/"},
                 "dns": {"zoneId": "Z1"}}
                """.formatted(DOMAIN, window).getBytes(StandardCharsets.UTF_8));
    }

    /** What is configured now is the run's plan. */
    void freezePlan() {
        store.delete(FrozenPlan.key(RUN));
        FrozenPlan.now(RUN, ConfigurationFile.read(files)).freeze(files);
    }

    GateFixture open(GateKind kind) {
        new GateOpening(gateways).open(plan(), kind, "token-1");
        return this;
    }

    /** What the run was opened with. */
    public FrozenPlan plan() {
        return FrozenPlan.of(files, RUN);
    }

    Gate gate(GateKind kind) {
        return files.require(Gate.key(Gate.id(RUN, kind)), Gate.class);
    }

    /** What anybody does who may write to the bucket. */
    void put(String key, String content) {
        store.write(key, content.getBytes(StandardCharsets.UTF_8));
    }

    String text(String key) {
        return new String(store.read(key).orElseThrow(), StandardCharsets.UTF_8);
    }

    GateLog.Entry log(GateKind kind) {
        return GateLog.of(gateways, RUN).stream()
                .filter(entry -> entry.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** The link in the newest mail to that address. */
    URI link(String address) {
        return notices.sent().reversed().stream()
                .filter(mail -> mail.address().equals(address))
                .flatMap(mail -> mail.text().lines())
                .filter(line -> line.startsWith("https://"))
                .map(URI::create)
                .findFirst()
                .orElseThrow();
    }

    GatePage.Answer get(String address) {
        return ask("GET", link(address), "");
    }

    GatePage.Answer post(String address, String phrase, String choice, String comment) {
        return ask(
                "POST",
                link(address),
                "phrase=" + encoded(phrase) + "&choice=" + encoded(choice) + "&comment=" + encoded(comment));
    }

    GatePage.Answer approve(String address) {
        return post(address, DOMAIN, "approve", "");
    }

    GatePage.Answer ask(String method, URI link, String body) {
        Map<String, String> query = new HashMap<>();
        for (var part : link.getRawQuery().split("&")) {
            var pair = part.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return page.answer(new GatePage.Request(method, link.getPath(), query, body, "192.0.2.1", Map.of()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Every execution entered these. */
    private Executions executions() {
        return (Executions) Proxy.newProxyInstance(
                GateFixture.class.getClassLoader(),
                new Class<?>[] {Executions.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "states" -> states;
                    case "starter" -> recorded;
                    default -> Optional.empty();
                });
    }

    /** A clock that a test moves. */
    public static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-11-20T12:00:00Z");

        public void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
