package dev.landfall.run;

import dev.landfall.model.Architecture;
import dev.landfall.model.MoverSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code landfall.json}: what an operator decides. Source cluster and services, target cluster, domain and approvers
 * must be given; the rest has defaults, which the nested records hold.
 *
 * @param domain the name that users type, such as {@code retool.example.com}
 * @param window how long users may be locked out; the forecast is held against it
 * @param settings what becomes of settings that no rule knows, by name
 * @param rehearsalValidFor a cutover is refused unless a rehearsal of the same plan passed within this time
 */
public record Configuration(
        String domain,
        Source source,
        Target target,
        Approvals approvals,
        Optional<Database> database,
        Optional<Storage> storage,
        Optional<Dns> dns,
        Optional<Duration> window,
        Optional<Duration> rehearsalValidFor,
        Optional<Map<String, SettingDecision>> settings,
        Optional<Mover> mover) {

    /** The strategy with which both sides work in one database. */
    public static final String SHARED = "shared";

    /**
     * Where Retool runs today.
     *
     * @param cluster ECS cluster name or ARN
     * @param services ECS service names
     * @param schedules EventBridge rules that start tasks there
     * @param loadBalancer address that answers for the source, with scheme, such as {@code https://….elb.amazonaws.com}
     * @param dnsTarget what the domain's record points to today: the load balancer's name
     */
    public record Source(
            String cluster,
            List<String> services,
            Optional<List<String>> schedules,
            Optional<String> loadBalancer,
            Optional<String> dnsTarget) {}

    /**
     * Where Retool goes.
     *
     * @param namespace as the Terraform output names it; looked for by release where it is not given
     * @param loadBalancer address of the target's load balancer with scheme; probes connect there under the real host
     * @param dnsTarget what the domain's record points to after the switch
     * @param oidcProvider given where pods run on Fargate
     * @param architecture of the mover's Jobs; what the cluster's nodes have where it is not given
     * @param liveSettingsCommand in place of the steps that {@link SettingsSteps} gives
     */
    public record Target(
            String cluster,
            Optional<String> namespace,
            Optional<String> release,
            Optional<String> loadBalancer,
            Optional<String> dnsTarget,
            Optional<String> oidcProvider,
            Optional<Architecture> architecture,
            Optional<String> liveSettingsCommand,
            Optional<String> beforeSettingsCommand) {}

    /**
     * Who decides.
     *
     * @param approvers mail addresses
     * @param pageUrl where the approval page answers
     * @param goLivePeople how many different people go-live needs; 2 by default
     * @param expireAfter how long a gate stays open; 2 hours by default
     * @param escalateTo who is told by mail where approvers do not answer, and has no vote by that
     */
    public record Approvals(
            List<String> approvers,
            Optional<String> pageUrl,
            Optional<Integer> goLivePeople,
            Optional<Duration> expireAfter,
            Optional<String> escalateTo) {

        /** Everybody who gets mail of a run. */
        public List<String> addresses() {
            return Stream.concat(
                            approvers.stream(),
                            escalateTo.stream()
                                    .filter(address -> approvers.stream().noneMatch(address::equalsIgnoreCase)))
                    .toList();
        }
    }

    /**
     * What becomes of one setting of the source.
     *
     * @param decision {@code carry}, {@code drop}, {@code hold} or {@code replace}
     * @param value for {@code replace}; never a secret
     */
    public record SettingDecision(String decision, Optional<String> value) {}

    /**
     * How the data travels.
     *
     * @param strategy {@code dump} (default), {@code shared} or {@code replicate}
     * @param compare {@code content} (default) or {@code rows}
     * @param jobs parallel workers of each mover; 2 by default
     * @param constraints {@code now} (default) or {@code after}: when foreign keys are proven
     * @param method {@code copy} (default) or {@code pg_dump}
     * @param snapshotLimit how long the dump may hold its snapshot on the source; 6 hours by default
     * @param tls {@code require} (default) or {@code none}: of a database server whose name is not RDS's own
     * @param requireAuth {@code scram-sha-256} (default) or {@code md5}: how a server may ask for the password
     * @param gainedRights {@code refuse} (default) or {@code accept}: code that would run with more rights on the target
     */
    public record Database(
            Optional<String> strategy,
            Optional<String> compare,
            Optional<Integer> jobs,
            Optional<String> constraints,
            Optional<String> method,
            Optional<Duration> snapshotLimit,
            Optional<String> tls,
            Optional<String> requireAuth,
            Optional<String> gainedRights) {}

    /**
     * What carries it.
     *
     * @param cpu vCPUs of the mover's task and of its Jobs; 2 by default
     */
    public record Mover(Optional<Integer> cpu) {}

    /**
     * Retool Storage.
     *
     * @param mode {@code none} (default), {@code shared} or {@code copied}
     * @param from {@code s3://bucket/prefix}, for {@code copied}
     * @param to {@code s3://bucket/prefix}, for {@code copied}
     */
    public record Storage(Optional<String> mode, Optional<String> from, Optional<String> to) {}

    /**
     * The zone that answers for the domain.
     *
     * @param zoneId Route 53's id; looked for by name where it is not given
     * @param ttlSeconds of the record while the move lasts; 60 by default
     * @param publicResolvers asked beside the authoritative servers
     */
    public record Dns(Optional<String> zoneId, Optional<Long> ttlSeconds, Optional<List<String>> publicResolvers) {}

    /** The same with other people to decide. */
    public Configuration with(Approvals others) {
        return new Configuration(
                domain, source, target, others, database, storage, dns, window, rehearsalValidFor, settings, mover);
    }

    /** {@code dump}, {@code shared} or {@code replicate}. */
    public String databaseStrategy() {
        return database.flatMap(Database::strategy).orElse("dump");
    }

    public boolean sharesDatabase() {
        return databaseStrategy().equals(SHARED);
    }

    /** {@code content} or {@code rows}. */
    public String compareLevel() {
        return database.flatMap(Database::compare).orElse("content");
    }

    public int moverJobs() {
        return database.flatMap(Database::jobs).orElse(MoverSize.USUAL_JOBS);
    }

    public MoverSize moverSize() {
        return mover.flatMap(Mover::cpu).map(MoverSize::new).orElse(MoverSize.USUAL);
    }

    /** {@code now} or {@code after}. */
    public String constraintCheck() {
        return database.flatMap(Database::constraints).orElse("now");
    }

    /** {@code copy} or {@code pg_dump}. */
    public String moveMethod() {
        return database.flatMap(Database::method).orElse("copy");
    }

    /** How long the dump may hold its snapshot on the source. */
    public Duration snapshotLimit() {
        return database.flatMap(Database::snapshotLimit).orElse(Duration.ofHours(6));
    }

    /** Whether code may run with more rights on the target than on the source. */
    public boolean acceptsGainedRights() {
        return database.flatMap(Database::gainedRights).orElse("refuse").equals("accept");
    }

    /** {@code none}, {@code shared} or {@code copied}. */
    public String storageMode() {
        return storage.flatMap(Storage::mode).orElse("none");
    }

    /** Of the domain's record while the move lasts. */
    public long dnsTtlSeconds() {
        return dns.flatMap(Dns::ttlSeconds).orElse(60L);
    }

    public Duration rehearsalValidity() {
        return rehearsalValidFor.orElse(Duration.ofDays(7));
    }

    public Duration gateExpiry() {
        return approvals.expireAfter().orElse(Duration.ofHours(2));
    }

    public int peopleForGoLive() {
        return approvals.goLivePeople().orElse(2);
    }
}
