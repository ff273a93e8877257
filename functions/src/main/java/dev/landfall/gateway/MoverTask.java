package dev.landfall.gateway;

import java.util.Optional;

/**
 * An ECS task that runs the mover.
 *
 * @param lastStatus ECS's word: PENDING, RUNNING, STOPPED …
 * @param stoppedReason ECS's own reason, such as {@code CannotPullContainerError: …}
 * @param exitCode of the mover's container, once it has ended
 */
public record MoverTask(String arn, String lastStatus, Optional<String> stoppedReason, Optional<Integer> exitCode) {}
