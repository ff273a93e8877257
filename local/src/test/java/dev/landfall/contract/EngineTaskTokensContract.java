package dev.landfall.contract;

import dev.landfall.gateway.TaskTokens;
import dev.landfall.local.engine.Execution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** With executions of the local engine. */
public abstract class EngineTaskTokensContract extends TaskTokensContract {

    private final WaitingEngine engine = new WaitingEngine();
    private @Nullable Execution execution;

    protected abstract TaskTokens tokens(WaitingEngine engine);

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Override
    protected TaskTokens tokens() {
        return tokens(engine);
    }

    @Override
    protected String waiting() {
        execution = engine.ask();
        return engine.token();
    }

    @Override
    protected String ended() {
        var over = engine.ended(java.util.Objects.requireNonNull(execution));
        return over.output()
                .map(output -> over.status() + " " + output)
                .orElseGet(() -> over.status() + " " + over.error().orElse("") + ": "
                        + over.cause().orElse(""));
    }
}
