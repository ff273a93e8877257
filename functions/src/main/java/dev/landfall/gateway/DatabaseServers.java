package dev.landfall.gateway;

import java.util.Map;
import java.util.Optional;

/** What RDS tells of a database server, found by its endpoint; {@link DatabaseHost} is where snapshots are made. */
public interface DatabaseServers {

    /** Empty where no instance or cluster of this account and region has that endpoint. */
    Optional<DatabaseServer> at(String endpointHost);

    /**
     * One instance or Aurora cluster.
     *
     * @param engine {@code postgres} or {@code aurora-postgresql}
     * @param instanceClass such as {@code db.m5.large}
     * @param allocatedGib of storage; 0 for Aurora, which grows by itself
     * @param autoscalesToGib where storage autoscaling is on
     * @param parameters of the parameter group that somebody set, such as {@code rds.force_ssl} to {@code 1}
     * @param masterSecret ARN of the secret that RDS manages and rotates
     */
    record DatabaseServer(
            String id,
            String engine,
            String engineVersion,
            String instanceClass,
            int allocatedGib,
            Optional<Integer> autoscalesToGib,
            boolean encrypted,
            boolean deletionProtection,
            boolean multiZone,
            int backupRetentionDays,
            Map<String, String> parameters,
            Optional<String> masterSecret) {
        public DatabaseServer {
            parameters = Map.copyOf(parameters);
        }

        /** Aurora has no allocated size: it grows to 128 TiB. */
        public boolean growsByItself() {
            return engine.startsWith("aurora");
        }
    }
}
