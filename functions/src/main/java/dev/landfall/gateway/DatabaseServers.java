package dev.landfall.gateway;

import java.time.Instant;
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
     * @param certificate that the server shows to its clients; empty where RDS does not tell
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
            Optional<String> masterSecret,
            Optional<ServerCertificate> certificate) {

        /** From this major on, RDS for PostgreSQL has {@code rds.force_ssl} at 1 unless somebody set it. */
        private static final int INSISTS_BY_DEFAULT = 15;

        public DatabaseServer {
            parameters = Map.copyOf(parameters);
        }

        /** Aurora has no allocated size: it grows to 128 TiB. */
        public boolean growsByItself() {
            return engine.startsWith("aurora");
        }

        /** Whether it refuses a connection without TLS. */
        public boolean insistsOnTls() {
            var set = parameters.get("rds.force_ssl");
            return set == null
                    ? engine.equals("postgres") && majorVersion() >= INSISTS_BY_DEFAULT
                    : set.equals("1") || set.equalsIgnoreCase("on");
        }

        private int majorVersion() {
            return Integer.parseInt(engineVersion.split("\\.", 2)[0]);
        }
    }

    /**
     * What a database server shows to clients that verify it.
     *
     * @param authority RDS's identifier of who signed it, such as {@code rds-ca-rsa2048-g1}
     * @param ends when clients begin to refuse it
     */
    record ServerCertificate(String authority, Optional<Instant> ends) {}
}
