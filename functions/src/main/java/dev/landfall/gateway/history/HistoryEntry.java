package dev.landfall.gateway.history;

import java.time.Instant;
import java.util.Optional;

/**
 * What is read of one event of an execution's history.
 *
 * @param previous id of the event that led to this one
 * @param type Step Functions' name, such as {@code TaskStateEntered}
 * @param name of the state that is entered or left; empty for other events
 * @param input of the state that is entered, as JSON; {@code {}} for other events
 * @param failure what an event that ends in Failed or TimedOut tells
 */
public record HistoryEntry(
        long id, long previous, Instant at, String type, String name, String input, Optional<Failed> failure) {

    /** An error's name and its cause. */
    public record Failed(String error, String cause) {}

    /** Of an event that tells of no failure. */
    public HistoryEntry(long id, long previous, Instant at, String type, String name, String input) {
        this(id, previous, at, type, name, input, Optional.empty());
    }
}
