package dev.landfall.preflight;

import java.util.List;

/** Every check, in the order of {@code docs/checks.md}. */
final class CheckList {

    static final List<NamedCheck> ALL = List.of(
            new NamedCheck(
                    RunChecks.SOURCE_FROZEN,
                    false,
                    "whether an earlier run left the source frozen or the domain on the target: who is live, what is frozen since when and by which run, and the command that ends it",
                    "give the source back first",
                    RunChecks::sourceFrozen),
            new NamedCheck(
                    ImageVersion.NAME,
                    true,
                    "the target's tag is the source's or newer; hops of more than ten versions or to another major; from before 4.0 straight to 4.31 or later; with the strategy shared, the very same version",
                    "upgrade the target, or step through versions",
                    scene -> scene.shares()
                            ? ImageVersion.same(scene.sourceImage(), scene.targetImage())
                            : ImageVersion.check(scene.sourceImage(), scene.targetImage())),
            new NamedCheck(
                    "critical-settings",
                    true,
                    "the exact bytes of encryption keys, JWT secret and license agree in every service and in the cluster's secrets; a trailing newline and a JSON document are named as such",
                    "put the source's exact bytes into the target's secrets",
                    SettingChecks::critical),
            new NamedCheck(
                            DatabaseChecks.VERSION,
                            true,
                            "the target's PostgreSQL major is the source's or newer",
                            "upgrade the target's server",
                            scene -> DatabaseChecks.version(scene.pairs()))
                    .ofTwoDatabases(),
            new NamedCheck(
                            PodChecks.PROGRAMS,
                            true,
                            "the majors of pg_dump and pg_restore in the mover's image, told by a pod of the target's cluster, against both servers' majors",
                            "build the mover's image with the client programs of the target's major",
                            PodChecks::programs)
                    .ofTwoDatabases(),
            new NamedCheck(
                            DatabaseChecks.EXTENSIONS,
                            true,
                            "every extension of the source is available on the target",
                            "make it available, or remove it from the source",
                            scene -> DatabaseChecks.extensions(scene.pairs()))
                    .ofTwoDatabases(),
            new NamedCheck(
                            RightsCheck.NAME,
                            true,
                            "the source's user reads every table and sequence, and row-level security hides no row from it; the target's user may create databases and owns the one that a restore drops and makes again",
                            "grant pg_read_all_data, or move as the owner; on the target CREATEDB and ownership",
                            RightsCheck::check)
                    .ofTwoDatabases(),
            new NamedCheck(
                            ContentChecks.RESTORABLE,
                            true,
                            "the target has the encoding and the roles that the source's databases need, and no subscription keeps its database from being dropped",
                            "make the roles; drop the subscriptions, or a database of another encoding",
                            ContentChecks::restorable)
                    .ofTwoDatabases(),
            new NamedCheck(
                            ContentChecks.CONTENTS,
                            false,
                            "prepared transactions and invalid indexes, which no dump has; rows that are more than 1,500 million transactions old; it names the largest tables and how the target compresses large values",
                            "commit or roll back, reindex, vacuum",
                            ContentChecks::contents)
                    .ofTwoDatabases(),
            new NamedCheck(
                            SessionChecks.CONNECTIONS,
                            true,
                            "free connections of both sides' servers, of the user and of the database, less what is reserved and a margin for the live application, against what the movers take: database.jobs and three more for each database, all at once",
                            "lower database.jobs to what fits, end idle sessions, or raise max_connections",
                            scene -> SessionChecks.connections(
                                    SessionChecks.loads(scene.pairs()),
                                    scene.configuration().moverJobs()))
                    .ofTwoDatabases(),
            new NamedCheck(
                            HurdleChecks.SEARCH_PATH,
                            true,
                            "what a restore does without a search path, tried on the source in a transaction that only reads: filling materialized views, evaluating the expressions of indexes, check constraints and generated columns; what works with the database's own path only would fail at the end of a restore. Functions that could reach beyond the database, or are another user's, are not tried, and named",
                            "name schemas inside of functions, or give these a path with ALTER FUNCTION … SET search_path",
                            HurdleChecks::searchPath)
                    .ofTwoDatabases(),
            new NamedCheck(
                            CodeCheck.CODE,
                            true,
                            "code that runs with its owner's rights (SECURITY DEFINER functions, functions of indexes and of materialized views) and would have more of them as the target's user's; it names what else a restore runs, as a role without rights: check constraints, generated columns, defaults, and triggers, rules and event triggers; REVOKEs from PUBLIC, which are kept, and grants to roles, which stay behind",
                            "use a target user with no more rights, drop the code or make it SECURITY INVOKER, or accept it with database.gainedRights",
                            CodeCheck::code)
                    .ofTwoDatabases(),
            new NamedCheck(
                            HurdleChecks.LOCKS,
                            true,
                            "both servers have room for a lock on each table, index, sequence and view of the source: max_locks_per_transaction × (max_connections + max_prepared_transactions)",
                            "raise max_locks_per_transaction to the number that is named, and restart",
                            HurdleChecks::locks)
                    .ofTwoDatabases(),
            new NamedCheck(
                            HurdleChecks.MAINTENANCE,
                            true,
                            "the target is neither `postgres` nor a template, which a server needs itself",
                            "give the release a database for itself",
                            HurdleChecks::maintenance)
                    .ofTwoDatabases(),
            new NamedCheck(
                    NetworkChecks.FUNCTIONS,
                    true,
                    "every subnet that functions run in has a route 0.0.0.0/0 to a NAT gateway, a transit gateway or another way out that needs no public address; the endpoints of a VPC do not cover Route 53 and IAM. The start of a run looks too, because a function that is cut off says nothing",
                    "name private subnets with a way out in target.network",
                    NetworkChecks::functions),
            new NamedCheck(
                    NetworkChecks.CLUSTER,
                    true,
                    "the target's cluster counts access entries: its authentication mode is API or API_AND_CONFIG_MAP",
                    "set the cluster's authentication mode to API_AND_CONFIG_MAP",
                    NetworkChecks::cluster),
            new NamedCheck(
                    NetworkChecks.DATABASES,
                    true,
                    "both sides' databases resolve and answer from the target's VPC, where functions run",
                    "peering or a transit gateway with routes both ways, private DNS, security groups",
                    NetworkChecks::databases),
            new NamedCheck(
                    ConnectionChecks.ENDPOINT,
                    true,
                    "both sides' databases are reached at a server that takes writes: no reader endpoint, no replica (`pg_is_in_recovery`), no RDS Proxy, no pooler by name; port 6432 is a warning",
                    "name the instance's own endpoint, or the cluster's writer endpoint",
                    ConnectionChecks::endpoint),
            new NamedCheck(
                    TlsCheck.NAME,
                    true,
                    "Landfall's own connections verify an RDS server's certificate and are encrypted elsewhere, a decision in landfall.json to do without is a warning; the release connects with TLS where the target's server insists on it (`rds.force_ssl`, 1 by default from 15 on), a warning where it does not; the certificates are of an authority that is known and do not end soon",
                    "set POSTGRES_SSL_ENABLED to true on the target; give the instances a certificate of a current authority",
                    TlsCheck::of),
            new NamedCheck(
                    "settings-decided",
                    true,
                    "the ledger has no unknown setting, no conflict of a critical one, no unreadable secret",
                    "decide it in `settings` of landfall.json",
                    SettingChecks::decided),
            new NamedCheck(
                    TargetSettingChecks.CARRIED,
                    true,
                    "every setting that the ledger carries is in the target's container of the same role with the source's exact value, by fingerprint: `env` over `envFrom`, of a name that stands twice the later. One that is missing, has another value or is shadowed by `env` is named",
                    "put the kit's extra-env-vars in its place and apply the kit's values, or decide it as replace or drop in `settings` of landfall.json",
                    TargetSettingChecks::carried),
            new NamedCheck(
                    TargetSettingChecks.HELD,
                    true,
                    "no setting that is held until after the cutover, such as those of SSO, has a value on the target. AwaitLiveSettings waits until they are back as they are on the source, and VerifyLive looks again",
                    "take the live settings off again, with the steps that the check names (docs/cut-over.md)",
                    TargetSettingChecks::held),
            new NamedCheck(
                    TargetSettingChecks.FOREIGN,
                    true,
                    "no value of the target's settings names a database, a host, a bucket, a queue or a key of the source, whatever the setting is called",
                    "take it off, or give the target its own",
                    TargetSettingChecks::foreign),
            new NamedCheck(
                    SourceAccessCheck.NAME,
                    true,
                    "deployment.access names the secrets that the mover's task reads, and the roles of schedules; a warning where it says `*`",
                    "name them and deploy",
                    SourceAccessCheck::check),
            new NamedCheck(
                    "temporal",
                    true,
                    "workflows do not wait in a Temporal cluster of your own, undecided",
                    "decide WORKFLOW_TEMPORAL_* in `settings` of landfall.json",
                    SettingChecks::temporal),
            new NamedCheck(
                    "environment-files",
                    true,
                    "every environment file of a task definition was read",
                    "let Landfall read the file, or move its settings",
                    SettingChecks::environmentFiles),
            new NamedCheck(
                    "blob-storage",
                    true,
                    "a target of version 4 or later has blob storage",
                    "set enable_rr_s3 of the module, or name a bucket",
                    SettingChecks::blobStorage),
            new NamedCheck(
                            DatabaseChecks.SPACE,
                            false,
                            "the target's storage is twice the databases' size and what its own databases hold, which stay until the copies are whole; above 200 GiB another strategy is advised",
                            "give the target's instance more storage",
                            scene -> DatabaseChecks.space(scene.pairs(), scene.targetInstance()))
                    .ofTwoDatabases(),
            new NamedCheck(
                    "window",
                    false,
                    "the forecast of passed rehearsals fits the window",
                    "take a longer window, or more database.jobs with more mover.cpu, as far as connections reach",
                    RunChecks::window),
            new NamedCheck(
                    "object-store",
                    true,
                    "a test object can be written, read and removed, and the key encrypts and decrypts",
                    "check the bucket's and the key's policies",
                    PathChecks::objectStore),
            new NamedCheck(
                    "cluster-endpoint",
                    true,
                    "the target's Kubernetes endpoint answers and shows the release",
                    "check target.namespace, target.release and the access entry",
                    PathChecks::clusterEndpoint),
            new NamedCheck(
                    ArchitectureCheck.NAME,
                    true,
                    "the processor architecture of the cluster's EC2 nodes, and the one that the mover's Jobs take; it blocks where `target.architecture` names one that no node has, and warns where Karpenter, EKS Auto Mode or an empty node pool could still bring one",
                    "set target.architecture to what the nodes have, or leave it out",
                    ArchitectureCheck::check),
            new NamedCheck(
                    PodChecks.IDENTITY,
                    true,
                    "a pod of the mover in the target's cluster writes, reads and removes a test object in the run bucket, with its own identity and the bucket's key",
                    "check the service account's association, its role's policy and the key's policy",
                    PodChecks::identity),
            new NamedCheck(
                    "egress-addresses",
                    false,
                    "addresses that allow-lists know today",
                    "add the target's NAT addresses to every allow-list",
                    AccessChecks::egress),
            new NamedCheck(
                    "task-role",
                    false,
                    "what the source's task role grants, which Retool's resources may rely on",
                    "give the pods' role the same statements",
                    AccessChecks::taskRole),
            new NamedCheck(
                    EdgeChecks.PARITY,
                    false,
                    "scheme, sources, web ACL, sign-in at the load balancer and idle timeout of both sides",
                    "make the target's like the source's",
                    EdgeChecks::parity),
            new NamedCheck(
                    EdgeChecks.CERTIFICATE,
                    true,
                    "a certificate for the domain is ISSUED, shown by the target's listener, and its validation record stands in the zone that answers now",
                    "add the validation record; attach the certificate",
                    EdgeChecks::certificate),
            new NamedCheck(
                    DnsChecks.RECORD,
                    true,
                    "the domain's record is there, is a simple one without a routing policy, points to the source, and has a short TTL; no public resolver keeps an answer of a longer, older one. It names the batch that SwitchDns will send, made as SwitchDns makes it, and blocks where that is refused",
                    "put a simple record in place of routed ones; correct dns.zoneId, source.dnsTarget or target.dnsTarget; lower the TTL and let the old one elapse",
                    DnsChecks::record),
            new NamedCheck(
                    NeighbourChecks.NEIGHBOURS,
                    true,
                    "apex or not, whether the world is sent to this zone's servers, DS and CAA records, and whether public resolvers answer for every record at and below the domain as the zone has it",
                    "correct dns.zoneId; remove the DS record at the parent; add a CAA record for amazon.com",
                    NeighbourChecks::neighbours),
            new NamedCheck(
                    "local-admin",
                    true,
                    "somebody can sign in with a password while SSO is off: by variable and by the users' rows",
                    "unset DISABLE_USER_PASS_LOGIN; give one admin a password",
                    AccessChecks::localAdmin),
            new NamedCheck(
                    ReleaseChecks.CHART,
                    false,
                    "every deployment of the release runs one version and is of one chart, of the major that the kit's values are for; no variable stands twice in a container's environment; known-bad versions of the chart, names that were taken back, and a code executor of another version than the backend's are named with where that stands",
                    "apply the release again with the kit's values",
                    ReleaseChecks::chart),
            new NamedCheck(
                    BackgroundMigrations.NAME,
                    false,
                    "what the first start of the target's version leaves to do in its database for hours, such as the permissions migration of Retool 4.0; once the target is live, whether its time is over",
                    "plan it; look at how it ended before the next upgrade",
                    BackgroundMigrations::check),
            new NamedCheck(
                    DatabaseChecks.PROTECTION,
                    false,
                    "the target's database is protected against deletion; whether a final snapshot would be made RDS does not tell",
                    "set deletion_protection, and skip_final_snapshot to false",
                    scene -> DatabaseChecks.protection(scene.targetInstance())),
            new NamedCheck(
                    DnsChecks.NOT_LIVE,
                    true,
                    "the domain does not point to the target, and no workflow or agent runs there; with the strategy shared, nothing of the release that works in the database",
                    "roll back first, or apply the target with workflows off; with the strategy shared, with 0 replicas",
                    SideChecks::notLive),
            new NamedCheck(
                            RunChecks.TARGET_WRITES,
                            true,
                            "no cutover that took itself back after it had moved the domain has left rows on the target on which nobody has decided",
                            "carry over what you need, then name that run in `discard` of the input",
                            RunChecks::targetWrites)
                    .ofTwoDatabases(),
            new NamedCheck(
                    ReleaseChecks.OWNER,
                    false,
                    "who else changes the release's deployments: Argo CD, Flux, a Helm controller, KEDA or an operator, by their marks on the deployments, and autoscalers. What heals or scales from 0 would bring pods back while the database is replaced; whether it is suspended the namespace does not tell. The move itself stops where a pod came back",
                    "suspend the controller for the time of the move: automated sync of an Application, `spec.suspend` of Flux, `autoscaling.keda.sh/paused-replicas: \"0\"` of a ScaledObject",
                    ReleaseChecks::owner),
            new NamedCheck(
                    "target-database",
                    true,
                    "the target's databases are its own; with the strategy shared, the very ones that the source works in, whatever name they are reached by",
                    "give the target a database of its own, or choose the other strategy",
                    SideChecks::targetDatabase),
            new NamedCheck(
                            "target-rows",
                            true,
                            "the target has no rows newer than the source's; a warning in a rehearsal",
                            "find out who works there",
                            SideChecks::rows)
                    .ofTwoDatabases(),
            new NamedCheck(
                    "source-transactions",
                    false,
                    "transactions older than ten minutes, dead rows and replication slots on the source",
                    "end them, vacuum, drop slots that nobody reads",
                    SideChecks::activity),
            new NamedCheck(
                            "source-fence",
                            false,
                            "whether the source's user may make its databases read-only by default while the source is frozen, and which roles have a setting of their own, which goes before it",
                            "make that user the databases' owner; without the fence only the proof before go-live protects",
                            SideChecks::fence)
                    .ofTwoDatabases(),
            new NamedCheck(
                    "approvers",
                    true,
                    "every approver has confirmed the mail subscription; a warning in a rehearsal. Whether a subscription ends by a link in the mail, without signing in, is always a warning",
                    "confirm with `--authenticate-on-unsubscribe true`",
                    RunChecks::approvers),
            new NamedCheck(
                    SideChecks.DRIFT,
                    false,
                    "what changed on both sides since the last rehearsal that passed: services, task definitions, images, sizes, every setting's value by its fingerprint, schedules, databases, DNS records, the target's deployments",
                    "rehearse again",
                    SideChecks::drift));

    private CheckList() {}
}
