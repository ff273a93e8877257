package dev.landfall.local.engine;

import java.time.Instant;

/**
 * A state that is being visited now.
 *
 * @param path the state's name behind those of the states around it, such as
 *     {@code MoveDatabases[0]/CopyDatabase[1]/RestoreDatabase}
 * @param since when the state was entered
 * @param retries how often it was tried again in this visit
 */
public record ActiveState(String name, String path, String type, Instant since, int retries, WaitsFor waitsFor) {

    /** What has to happen before the state goes on. */
    public enum WaitsFor {
        /** The answer of the service it called. */
        SERVICE,
        /** An answer with its task token. */
        TASK_TOKEN,
        /** The time of a Wait state. */
        TIME,
        /** The interval before a retry. */
        RETRY,
        /** The states inside it. */
        INNER_STATES,
        NOTHING
    }
}
