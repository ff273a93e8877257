package dev.landfall.gateway.history;

import java.time.Instant;

/**
 * What is read of one event of an execution's history.
 *
 * @param previous id of the event that led to this one
 * @param type Step Functions' name, such as {@code TaskStateEntered}
 * @param name of the state that is entered or left; empty for other events
 * @param input of the state that is entered, as JSON; {@code {}} for other events
 */
public record HistoryEntry(long id, long previous, Instant at, String type, String name, String input) {}
