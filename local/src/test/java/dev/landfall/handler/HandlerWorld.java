package dev.landfall.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.approval.GateKind;
import dev.landfall.approval.GateOpening;
import dev.landfall.approval.GatePage;
import dev.landfall.dns.ProductionDns;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.HttpProbe;
import dev.landfall.gateway.Listener;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.OwnRights;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TaskTokens;
import dev.landfall.local.cloud.InMemoryDatabaseHost;
import dev.landfall.local.cloud.InMemoryDnsZone;
import dev.landfall.local.cloud.InMemoryOwnRights;
import dev.landfall.local.cloud.InMemorySecretVault;
import dev.landfall.local.cloud.InMemorySourceCluster;
import dev.landfall.local.cloud.SettableClock;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.model.rights.ResourceNames;
import dev.landfall.model.transfer.ClientMajors;
import dev.landfall.model.transfer.PodFacts;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.run.FrozenPlan;
import dev.landfall.run.RunFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small source and target behind the gateways; handlers are called through their JSON boundary. */
final class HandlerWorld {

    static final String DOMAIN = "retool.example.com";
    static final String PASSWORD = "marked-source-password";
    static final String KEY = "marked-encryption-key";
    static final RecordSet RECORD = new RecordSet(DOMAIN, "CNAME", 300, List.of("source.elb.example.net"), false);

    final SettableClock clock = new SettableClock();
    final MemoryRunStore store = new MemoryRunStore();
    final RunFiles files = new RunFiles(store);
    final MemoryTargetCluster target = new MemoryTargetCluster();
    final MemoryDatabases databases = new MemoryDatabases();
    /** The states that Step Functions remembers of an execution, by its ARN. */
    final Map<String, List<String>> entered = new HashMap<>();

    final Map<String, String> executions = new HashMap<>();

    /** Executions whose history Step Functions does not give, by ARN. */
    final Set<String> unreadable = new HashSet<>();

    /** What executions answered, by ARN. */
    final Map<String, JsonNode> outputs = new HashMap<>();

    final Map<String, Integer> http = new HashMap<>();
    /** Kinds of the events that were put. */
    final List<String> announced = new ArrayList<>();

    final List<String> mails = new ArrayList<>();

    /** What the state machine knows of each run since it was opened. */
    private final Map<String, JsonNode> opened = new HashMap<>();

    /** What handlers answered, by token. */
    final Map<String, String> answers = new HashMap<>();

    /** Rollbacks that were started by a handler: their input, by name. */
    final Map<String, String> returns = new HashMap<>();

    /** Whole mails. */
    final List<String> letters = new ArrayList<>();

    /** IAM actions that the role of the function lacks. */
    final List<String> withheld = new ArrayList<>();

    final List<String> confirmed = new ArrayList<>(List.of("ada@example.com", "ben@example.com"));
    /** Subscribed besides the approvers. */
    final List<Listener> otherListeners = new ArrayList<>();

    /** Confirmed by the link in the mail alone. */
    final List<String> unprotected = new ArrayList<>();

    final Map<String, DatabaseInstance> databaseInstances = new HashMap<>(Map.of(
            "source-db", new DatabaseInstance("retool-source", "15.4", 100, true, true),
            "target-db", new DatabaseInstance("retool-target", "15.4", 100, true, true)));
    final InMemorySourceCluster source;
    final InMemoryDnsZone zone;
    final ZoneNameServers nameServers;
    final InMemoryDatabaseHost databaseHost;
    final InMemorySecretVault vault;
    final MemorySurroundings surroundings = new MemorySurroundings();
    final Gateways gateways;

    HandlerWorld(Path folder) {
        this(folder, services -> services);
    }

    /** {@code change} is what makes this source another one than the sound one. */
    HandlerWorld(Path folder, UnaryOperator<List<SourceService>> change) {
        var services = change.apply(List.of(
                service("retool-main", 2, true, "MAIN_BACKEND,DB_CONNECTOR"),
                service("retool-jobs", 1, false, "JOBS_RUNNER"),
                service("retool-workflows", 1, false, "WORKFLOW_TEMPORAL_WORKER")));
        source = new InMemorySourceCluster(
                folder,
                "retool",
                services,
                Stream.concat(
                                Stream.of("retool-main", "retool-jobs", "retool-workflows"),
                                services.stream().map(SourceService::name))
                        .distinct()
                        .toList(),
                List.of(new Schedule("nightly", true)),
                Duration.ofSeconds(20),
                clock);
        zone = new InMemoryDnsZone(folder, "Z1", "example.com", List.of("ns1.example.net"), List.of(RECORD), 1, clock);
        nameServers = new ZoneNameServers(zone);
        databaseHost = new InMemoryDatabaseHost(folder, databaseInstances, Duration.ofMinutes(1), clock);
        vault = new InMemorySecretVault(folder.resolve("vault"));
        deployTarget();
        surroundings.sound(DOMAIN, List.of("retool-main", "retool-jobs", "retool-workflows"));
        http.put("https://target.elb.example.net/api/checkHealth", 200);
        http.put("https://source.elb.example.net/api/checkHealth", 200);
        gateways = new Gateways(
                source,
                target,
                databaseHost,
                databases,
                zone,
                nameServers,
                this::get,
                store,
                vault,
                new Outbox(),
                new AnsweredTokens(),
                new KnownExecutions(),
                rights(),
                surroundings.gateway(zone),
                clock);
        configure(configuration());
    }

    static String configuration() {
        return """
                {
                  // one operator's choices
                  "domain": "retool.example.com",
                  "source": {"cluster": "retool", "services": ["retool-main", "retool-jobs", "retool-workflows"],
                             "schedules": ["nightly"], "loadBalancer": "https://source.elb.example.net",
                             "dnsTarget": "source.elb.example.net"},
                  "target": {"cluster": "retool-eks", "namespace": "retool",
                             "loadBalancer": "https://target.elb.example.net", "dnsTarget": "target.elb.example.net"},
                  "approvals": {"approvers": ["ada@example.com", "ben@example.com"]},
                  "dns": {"zoneId": "Z1"}
                }
                """;
    }

    void configure(String text) {
        store.write("landfall.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static SourceService service(String name, int count, boolean scaling, String type) {
        var settings = Map.<String, SettingSource>of(
                "SERVICE_TYPE", plain(type),
                "POSTGRES_HOST", plain("source-db"),
                "POSTGRES_DB", plain("hammerhead_production"),
                "POSTGRES_USER", plain("retool"),
                "POSTGRES_PASSWORD", plain(PASSWORD),
                "ENCRYPTION_KEY", plain(KEY),
                "JWT_SECRET", plain("marked-jwt"));
        var container = new ServiceContainer(name, "tryretool/backend:3.114.2-stable", 1024, 4096, settings, List.of());
        return new SourceService(
                name,
                "arn:aws:ecs:eu-west-1:111122223333:task-definition/" + name + ":7",
                count,
                count,
                0,
                scaling ? Optional.of(ScalingSuspension.NONE) : Optional.empty(),
                List.of(container),
                List.of("subnet-1"),
                List.of("sg-1"),
                false);
    }

    private void deployTarget() {
        target.secrets.put("retool-db/password", SecretText.of("marked-target-password"));
        target.secrets.put("encryption-key/encryption-key", SecretText.of(KEY));
        target.secrets.put("jwt-secret/jwt-secret", SecretText.of("marked-jwt"));
        var main = Map.<String, SettingSource>of(
                "SERVICE_TYPE", plain("MAIN_BACKEND"),
                "POSTGRES_HOST", plain("target-db"),
                "POSTGRES_DB", plain("retool"),
                "POSTGRES_USER", plain("retool"),
                "POSTGRES_PASSWORD", new SettingSource.Reference("kubernetes:retool-db/password"),
                "DISABLE_GIT_SYNCING", plain("true"));
        target.deploy("retool", 2, "tryretool/backend:3.114.5-stable", main);
        target.deploy("retool-jobs-runner", 1, "tryretool/backend:3.114.5-stable", with("JOBS_RUNNER"));
        target.deploy(
                "retool-workflow-worker", 1, "tryretool/backend:3.114.5-stable", with("WORKFLOW_TEMPORAL_WORKER"));
    }

    /** Of a deployment beside the main one, as the chart makes it. */
    static Map<String, SettingSource> with(String type) {
        return Map.of(
                "SERVICE_TYPE",
                plain(type),
                "ENCRYPTION_KEY",
                new SettingSource.Reference("kubernetes:encryption-key/encryption-key"),
                "JWT_SECRET",
                new SettingSource.Reference("kubernetes:jwt-secret/jwt-secret"));
    }

    private OwnRights rights() {
        var names = ResourceNames.configured(
                        ConfigurationText.checked(configuration().getBytes(StandardCharsets.UTF_8)))
                .with("bucket", "runs")
                .with("key", "arn:aws:kms:us-east-1:000000000000:key/1");
        return new InMemoryOwnRights(names, () -> withheld);
    }

    static SettingSource plain(String text) {
        return new SettingSource.Plain(SecretText.of(text));
    }

    private HttpProbe.Answer get(URI address, String host) {
        var status = http.getOrDefault(address.toString(), 0);
        return new HttpProbe.Answer(status, "", status == 0 ? Optional.of("connection refused") : Optional.empty());
    }

    /** These gateways with another target. */
    Gateways with(TargetCluster other) {
        return new Gateways(
                source,
                other,
                databaseHost,
                databases,
                zone,
                nameServers,
                gateways.httpProbe(),
                store,
                vault,
                gateways.notices(),
                gateways.taskTokens(),
                gateways.executions(),
                gateways.ownRights(),
                gateways.surroundings(),
                clock);
    }

    /** Calls a handler with a payload and reads its answer. */
    JsonNode call(StateHandler<?, ?> handler, String json) {
        var answer = send(handler, inState(handler, json));
        if (answer.has("planDigest")) {
            opened.put(answer.path("runId").asText(), answer);
        }
        return answer;
    }

    /** What the state machine adds to every state's payload: the plan as its run was opened with it, or the digest. */
    private String inState(StateHandler<?, ?> handler, String json) {
        try {
            if (handler.planUse() == PlanUse.NONE || !(Json.MAPPER.readTree(json) instanceof ObjectNode payload)) {
                return json;
            }
            var run = payload.path("runId").asText();
            var state = opened.computeIfAbsent(run, this::openedByHand);
            return handler.planUse() == PlanUse.CARRIED
                    ? payload.set("plan", state.get("plan")).toString()
                    : payload.set("planDigest", state.get("planDigest")).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a run whose record a test wrote itself. */
    private JsonNode openedByHand(String runId) {
        var plan = FrozenPlan.now(runId, ConfigurationFile.read(files)).freeze(files);
        return Json.MAPPER.valueToTree(Map.of("plan", plan, "planDigest", plan.digest()));
    }

    private JsonNode send(StateHandler<?, ?> handler, String json) {
        var output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), output, null);
            return Json.MAPPER.readTree(output.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode call(StateHandler<?, ?> handler, Map<String, ?> payload) {
        try {
            return call(handler, Json.MAPPER.writeValueAsString(payload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the state machine does with what has to be waited for. */
    void callUntilDone(StateHandler<?, ?> handler, Map<String, ?> payload) {
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                call(handler, payload);
                return;
            } catch (StillWaitingException e) {
                clock.forward(Duration.ofSeconds(5));
            }
        }
        call(handler, payload);
    }

    JsonNode open(String runId, Map<String, ?> input) {
        executions.put("arn:" + runId, "RUNNING");
        return call(
                new OpenRun(gateways),
                Map.of(
                        "runId",
                        runId,
                        "executionArn",
                        "arn:" + runId,
                        "startedAt",
                        clock.instant().toString(),
                        "input",
                        input));
    }

    /** A run as far as its capture, and what a pod tells then. */
    void openAndCapture(String runId, Map<String, ?> input) {
        open(runId, input);
        call(new CaptureSource(gateways), Map.of("runId", runId));
        files.write(
                new RunLayout(runId).pod(),
                new PodFacts(runId, new ClientMajors(List.of(13, 14, 15, 16, 17, 18)), clock.instant()));
    }

    void close(String runId) {
        var answer = call(new CloseRun(gateways), "{\"runId\":\"" + runId + "\",\"failure\":null}");
        executions.put("arn:" + runId, "SUCCEEDED");
        outputs.put("arn:" + runId, answer);
    }

    /** A cutover that a passed rehearsal allows, as far as its capture. */
    void openCutover(String runId) {
        open("rehearsal", Map.of());
        close("rehearsal");
        openAndCapture(runId, Map.of("mode", "cutover", "requestedBy", "ada@example.com"));
    }

    /** What SwitchDns gets once the source stands still; that it does is made so here. */
    Map<String, Object> still(String runId) {
        for (var service : source.services()) {
            source.scale(service.name(), 0);
        }
        clock.forward(Duration.ofSeconds(20));
        return proven(runId);
    }

    /** What SwitchDns gets where the movers found nothing written. */
    Map<String, Object> proven(String runId) {
        var proof = Map.of(
                "database",
                "app",
                "manifest",
                "m",
                "snapshotAt",
                clock.instant().toString(),
                "at",
                clock.instant().toString(),
                "tables",
                3);
        return Map.of("runId", runId, "proofs", List.of(proof));
    }

    /** The gate is opened, and both approvers approve by the links in their mails. */
    void approve(String runId, GateKind kind) {
        var plan = FrozenPlan.of(files, runId);
        if (kind == GateKind.GO_LIVE) {
            new ProductionDns(gateways, plan.configuration()).save(runId);
        }
        new GateOpening(gateways).open(plan, kind, "gate of " + runId);
        var page = new GatePage(gateways);
        var asked =
                letters.stream().filter(letter -> letter.contains("/approve/")).toList();
        for (var letter : asked) {
            letters.remove(letter);
            mails.removeIf(mail -> letter.startsWith(mail.split(": ", 2)[0] + "\n" + mail.split(": ", 2)[1]));
            var link = URI.create(letter.lines()
                    .filter(line -> line.startsWith("https://"))
                    .findFirst()
                    .orElseThrow());
            var query = Arrays.stream(link.getQuery().split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            page.answer(new GatePage.Request(
                    "POST", link.getPath(), query, "choice=approve&phrase=" + DOMAIN, "192.0.2.1", Map.of()));
        }
        answers.remove("gate of " + runId);
    }

    private final class Outbox implements Notices {
        @Override
        public Optional<String> pageSilence(String pageUrl) {
            return Optional.empty();
        }

        @Override
        public List<String> confirmedAddresses() {
            return List.copyOf(confirmed);
        }

        @Override
        public Optional<String> approvalPage() {
            return Optional.of("https://approve.example.com");
        }

        @Override
        public List<Listener> listeners() {
            return Stream.concat(
                            confirmed.stream()
                                    .map(address -> new Listener("arn:" + address, "email", address, true, true)),
                            otherListeners.stream())
                    .toList();
        }

        @Override
        public List<String> unprotectedAddresses() {
            return List.copyOf(unprotected);
        }

        @Override
        public Change announce(String kind, String json) {
            announced.add(kind);
            return Change.CREATED;
        }

        @Override
        public Change send(String address, String subject, String text) {
            mails.add(address + ": " + subject);
            letters.add(address + "\n" + subject + "\n" + text);
            return Change.CREATED;
        }
    }

    private final class KnownExecutions implements Executions {
        @Override
        public Optional<String> status(String executionArn) {
            return Optional.ofNullable(executions.get(executionArn));
        }

        @Override
        public Optional<JsonNode> output(String executionArn) {
            return Optional.ofNullable(outputs.get(executionArn));
        }

        @Override
        public Change startRollback(String executionArn, String name, String inputJson) {
            return returns.putIfAbsent(name, inputJson) == null ? Change.CREATED : Change.UNCHANGED;
        }

        @Override
        public Optional<String> starter(String executionArn, Instant started) {
            return Optional.empty();
        }

        @Override
        public List<StateRecord> states(String executionArn) {
            if (unreadable.contains(executionArn)) {
                throw Problem.retry("EXECUTIONS_BUSY", "Step Functions did not answer.", "Try again.")
                        .asException();
            }
            return entered.getOrDefault(executionArn, List.of("MoveDatabases")).stream()
                    .map(state -> new StateRecord(state, clock.instant(), Duration.ofSeconds(90), "SUCCEEDED", 1))
                    .toList();
        }
    }

    private final class AnsweredTokens implements TaskTokens {
        @Override
        public void succeed(String token, String outputJson) {
            answers.put(token, outputJson);
        }

        @Override
        public void fail(String token, String error, String cause) {
            throw new IllegalStateException("No handler of these tests answers a token");
        }
    }
}
