package dev.landfall.model.transfer;

import java.time.Instant;

/**
 * What {@code mover probe} answers from a pod of the target's cluster. That it stands in the run's store is the proof that
 * the pod's own identity may write, read and remove objects there, with the key that the bucket encrypts with.
 *
 * @param programs of PostgreSQL that the mover's image has
 */
public record PodFacts(String run, ClientMajors programs, Instant probedAt) {}
