package dev.landfall.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.StateMachine;
import dev.landfall.local.engine.endpoint.StepFunctionsEndpoint;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.TaskFailure;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The local engine behind Step Functions' own protocol, with two machines whose executions the contracts look at. */
public final class WaitingEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ASKS = """
            {"QueryLanguage":"JSONata","StartAt":"Ask","States":{"Ask":{
              "Type":"Task","Resource":"arn:aws:states:::ecs:runTask.waitForTaskToken","Arguments":{},"End":true}}}""";

    private static final String ANSWERS = """
            {"QueryLanguage":"JSONata","StartAt":"PassRun","States":{"PassRun":{
              "Type":"Succeed","Output":{"record":"{% $states.input.digest %}"}}}}""";

    private static final String FAILS = """
            {"QueryLanguage":"JSONata","StartAt":"MoveDatabases","States":{
              "MoveDatabases":{"Type":"Map","Items":[{"name":"app"}],"Next":"Validate","ItemProcessor":{
                "ProcessorConfig":{"Mode":"INLINE"},"StartAt":"DumpDatabase","States":{"DumpDatabase":{
                  "Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
                  "Arguments":{"FunctionName":"DumpDatabase"},"End":true,
                  "Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":1,"MaxAttempts":2}]}}}},
              "Validate":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
                "Arguments":{"FunctionName":"Validate"},"End":true}}}""";

    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger dumps = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final Engine engine = Engine.inRealTime(new Integrations(Map.of("arn:", call -> {
        if (call.token().isPresent()) {
            waiting.add(call.token().orElseThrow());
            return json("{}");
        }
        if (call.arguments().path("FunctionName").asText().equals("Validate")) {
            throw new TaskFailure("PROBE_FAILED", "The target does not answer.");
        }
        if (dumps.incrementAndGet() == 1) {
            throw new TaskFailure("Busy", "Not yet.");
        }
        return json("{}");
    })));
    private final StateMachine asks = StateMachine.load("landfall-asks", ASKS);
    private final StateMachine fails = StateMachine.load("landfall-fails", FAILS);
    private final StateMachine answers = StateMachine.load("landfall-answers", ANSWERS);
    private final StateMachine rollback = StateMachine.load("landfall-rollback", ASKS);
    private final StepFunctionsEndpoint endpoint;

    public WaitingEngine() {
        engine.register(asks);
        engine.register(fails);
        engine.register(answers);
        engine.register(rollback);
        try {
            endpoint = StepFunctionsEndpoint.start(engine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Engine engine() {
        return engine;
    }

    /** What AWS_ENDPOINT_URL_SFN takes. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** An execution whose state waits for {@link #token()}. */
    public Execution ask() {
        return engine.start(asks, "ask-" + started.incrementAndGet(), json("{}"));
    }

    /** An execution of the machine that gives back. */
    public Execution rollback(String name, String input) {
        return engine.start(rollback, name, json(input));
    }

    public String token() {
        try {
            var token = waiting.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (token == null) {
                throw new IllegalStateException("no state began to wait");
            }
            return token;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** An execution that has ended SUCCEEDED and answered {@code {"record":"abc"}}. */
    public Execution answer() {
        return ended(engine.start(answers, "answer-" + started.incrementAndGet(), json("{\"digest\":\"abc\"}")));
    }

    /** An execution that has ended FAILED. */
    public Execution fail() {
        return ended(engine.start(fails, "fail-" + started.incrementAndGet(), json("{}")));
    }

    public Execution ended(Execution execution) {
        if (!execution.await(PATIENCE)) {
            throw new IllegalStateException("the execution goes on");
        }
        return execution;
    }

    @Override
    public void close() {
        endpoint.close();
        engine.close();
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
