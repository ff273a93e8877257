package dev.landfall.local.world.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Executions;
import dev.landfall.local.engine.EngineListener;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.world.OwnerFile;
import dev.landfall.local.world.WorldProblem;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Executions of this process and of earlier ones, a file each, written whenever a state is entered. What Step Functions
 * would remember when the operator's command is gone.
 */
public final class ExecutionRecords implements Executions, EngineListener, AutoCloseable {

    private final Path folder;
    private final Clock clock;
    private final Map<String, Execution> live = new ConcurrentHashMap<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("execution-records").factory());

    public ExecutionRecords(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Optional<String> status(String executionArn) {
        return find(executionArn).map(ExecutionRecord::status);
    }

    @Override
    public List<StateRecord> states(String executionArn) {
        return find(executionArn).map(ExecutionRecord::states).orElse(List.of());
    }

    @Override
    public Optional<JsonNode> output(String executionArn) {
        return find(executionArn).flatMap(ExecutionRecord::output);
    }

    /** An execution of this or an earlier process. */
    public Optional<ExecutionRecord> find(String arn) {
        var execution = live.get(arn);
        return execution == null
                ? all().stream().filter(record -> record.arn().equals(arn)).findFirst()
                : Optional.of(record(execution));
    }

    /** Every execution that has a file, the first started first. */
    public List<ExecutionRecord> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var records = new ArrayList<ExecutionRecord>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    records.add(read(file));
                }
            }
            records.sort(java.util.Comparator.comparing(ExecutionRecord::startedAt));
            return List.copyOf(records);
        } catch (IOException e) {
            throw WorldProblem.of("read the executions in " + folder, e).asException(e);
        }
    }

    private static ExecutionRecord read(Path file) {
        try {
            return Json.MAPPER.readValue(file.toFile(), ExecutionRecord.class);
        } catch (IOException e) {
            throw WorldProblem.of("read " + file, e).asException(e);
        }
    }

    /** Executions that an earlier process left RUNNING; they are ABORTED from now on. */
    public List<ExecutionRecord> abortAbandoned() {
        var abandoned = all().stream()
                .filter(record -> record.isRunning() && !live.containsKey(record.arn()))
                .map(record -> record.aborted(
                        clock.instant(), "The command that ran this execution ended before the execution did."))
                .toList();
        abandoned.forEach(this::write);
        return abandoned;
    }

    @Override
    public void onEvent(Execution execution, HistoryEvent event) {
        live.put(execution.arn(), execution);
        if (event.type().endsWith("StateEntered")) {
            writer.execute(() -> write(record(execution)));
        }
    }

    @Override
    public void onEnd(Execution execution) {
        writer.execute(() -> write(record(execution)));
    }

    /** Records start nothing; {@link WorldExecutions} does. */
    @Override
    public Change startRollback(String executionArn, String name, String inputJson) {
        throw new UnsupportedOperationException("records start nothing");
    }

    /** Nobody but Landfall keeps records here. */
    @Override
    public Optional<String> starter(String executionArn, Instant started) {
        return Optional.empty();
    }

    /** Waits until everything is written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ExecutionRecord record(Execution execution) {
        return new ExecutionRecord(
                execution.name(),
                execution.arn(),
                execution.machine().name(),
                execution.status().name(),
                execution.startedAt(),
                execution.stoppedAt(),
                execution.status() == ExecutionStatus.RUNNING ? Optional.empty() : execution.error(),
                execution.status() == ExecutionStatus.RUNNING ? Optional.empty() : execution.cause(),
                execution.status() == ExecutionStatus.SUCCEEDED ? execution.output() : Optional.empty(),
                LiveRecords.of(execution, clock.instant()));
    }

    private void write(ExecutionRecord record) {
        try {
            OwnerFile.write(folder.resolve(record.name() + ".json"), Json.MAPPER.writeValueAsBytes(record));
        } catch (IOException e) {
            throw WorldProblem.of("record the execution " + record.name(), e).asException(e);
        }
    }
}
