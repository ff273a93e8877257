package dev.landfall.contract;

import dev.landfall.gateway.TaskTokens;
import dev.landfall.local.world.function.EngineTokens;

class LocalTaskTokensTest extends EngineTaskTokensContract {

    @Override
    protected TaskTokens tokens(WaitingEngine engine) {
        return new EngineTokens(() -> engine.engine().tokens());
    }
}
