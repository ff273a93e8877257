package dev.landfall.local.world;

import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.time.RealTime;
import dev.landfall.local.engine.time.Scheduler;

/** What stands between the engine and all that it calls, to see what a failure there ends in. */
public interface Interference {

    /** The world as it is. */
    Interference NONE = new Interference() {};

    /** Around everything that a task state calls: functions and ECS tasks. */
    default Integrations around(Integrations integrations) {
        return integrations;
    }

    /** How long the engine's waits take. */
    default Scheduler time() {
        return new RealTime();
    }
}
