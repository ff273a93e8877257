package dev.landfall.gateway;

import java.util.Optional;

/** The control plane of the database servers: RDS. Instances are found by their endpoint's host name. */
public interface DatabaseHost {

    Optional<DatabaseInstance> find(String endpointHost);

    /**
     * Begins a snapshot; UNCHANGED where that identifier exists. An instance that is not {@code available}, such as one that
     * is being backed up, may refuse before that identifier is looked for: {@code DATABASE_BUSY}, a wait.
     */
    Change createSnapshot(String instanceId, String snapshotId);

    /** RDS's word: {@code creating}, {@code available}, {@code failed}; empty where there is no such snapshot. */
    Optional<String> snapshotStatus(String snapshotId);

    /** One instance or cluster. */
    record DatabaseInstance(
            String id, String engineVersion, int allocatedGib, boolean deletionProtection, boolean encrypted) {}
}
