package dev.landfall.contract;

import dev.landfall.gateway.Executions;
import dev.landfall.local.world.execution.ExecutionRecords;
import dev.landfall.local.world.execution.WorldExecutions;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalExecutionsIT extends ExecutionsContract {

    @TempDir
    Path folder;

    private final WaitingEngine engine = new WaitingEngine();
    private ExecutionRecords records;

    @BeforeEach
    void listen() {
        records = new ExecutionRecords(folder, Clock.systemUTC());
        engine.engine().addListener(records);
    }

    @AfterEach
    void close() {
        engine.close();
        records.close();
    }

    @Override
    protected Executions executions() {
        return new WorldExecutions(records, engine::rollback, started -> {});
    }

    @Override
    protected String succeeded() {
        return engine.answer().arn();
    }

    @Override
    protected String failed() {
        return engine.fail().arn();
    }

    @Override
    protected String running() {
        var execution = engine.ask();
        engine.token();
        return execution.arn();
    }
}
