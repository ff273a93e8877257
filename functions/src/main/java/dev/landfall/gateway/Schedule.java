package dev.landfall.gateway;

import java.util.Optional;

/**
 * An EventBridge rule or schedule that starts tasks on the source cluster.
 *
 * @param role ARN of what a schedule calls its target with, which is given on whenever the schedule is changed; empty for
 *     a rule
 */
public record Schedule(String name, boolean enabled, Optional<String> role) {

    /** A rule. */
    public Schedule(String name, boolean enabled) {
        this(name, enabled, Optional.empty());
    }
}
