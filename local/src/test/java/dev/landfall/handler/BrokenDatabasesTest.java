package dev.landfall.handler;

import static dev.landfall.handler.BrokenSource.*;
import static dev.landfall.handler.SourceChange.plain;

import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.gateway.DatabaseServers.ServerCertificate;
import dev.landfall.gateway.Databases.DatabaseActivity;
import dev.landfall.gateway.Databases.DatabaseContents;
import dev.landfall.gateway.Databases.DatabaseLimits;
import dev.landfall.gateway.Databases.DatabaseRights;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.ClientMajors;
import dev.landfall.model.transfer.ConnectionRoom;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.LockSpace;
import dev.landfall.model.transfer.PodFacts;
import dev.landfall.model.transfer.RolePowers;
import dev.landfall.model.transfer.SearchPathTrial;
import dev.landfall.preflight.PreflightReport.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases that cannot be moved or moved into, each in one way. */
class BrokenDatabasesTest {

    @TempDir
    Path folder;

    static Stream<BrokenSource> broken() {
        return Stream.of(
                world(
                        "an older database server",
                        "postgresql-version",
                        Result.BLOCKER,
                        "14.4 on the target",
                        world -> world.databases.majors.put("target-db", 14)),
                world(
                        "a server whose last connections the movers would take",
                        "connections",
                        Result.BLOCKER,
                        "takes 100 connections: 3 are reserved, 85 in use",
                        world -> world.databases.connections.put(
                                "source-db", new ConnectionRoom(100, 3, 85, Optional.empty(), Optional.empty()))),
                world(
                        "an extension that is absent",
                        "extensions",
                        Result.BLOCKER,
                        "postgis",
                        world -> world.databases.extensions.put("source-db", Map.of("postgis", "3.4"))),
                world(
                        "a user of the source who may not read everything",
                        "database-rights",
                        Result.BLOCKER,
                        "may not read public.a, public.b, public.c, public.d, public.e and 1 more of app",
                        world -> world.databases.rights.put(
                                "source-db",
                                rights(
                                        List.of("public.a", "public.b", "public.c", "public.d", "public.e", "public.f"),
                                        List.of()))),
                world(
                        "rows that a policy hides",
                        "database-rights",
                        Result.BLOCKER,
                        "hides rows of public.users",
                        world -> world.databases.rights.put("source-db", rights(List.of(), List.of("public.users")))),
                world(
                        "a user of the target who may not replace the database",
                        "database-rights",
                        Result.BLOCKER,
                        "may not create databases. On the target",
                        world -> world.databases.rights.put(
                                "target-db", new DatabaseRights(List.of(), List.of(), false, false))),
                world(
                        "a role that only the source has",
                        "database-restorable",
                        Result.BLOCKER,
                        "roles that the target's server lacks: auditor.",
                        world -> world.databases.contents.put(
                                "source-db", contents(List.of("retool", "auditor"), List.of(), List.of(), 1))),
                world(
                        "a database of another encoding",
                        "database-restorable",
                        Result.BLOCKER,
                        "is UTF8 on the source and LATIN1 on the target",
                        world -> world.databases.encodings.put("target-db", "LATIN1")),
                world(
                        "a target that subscribes",
                        "database-restorable",
                        Result.BLOCKER,
                        "holds subscriptions: feed",
                        world -> world.databases.contents.put(
                                "target-db",
                                new DatabaseContents(
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of("feed"),
                                        List.of(),
                                        List.of(),
                                        1,
                                        true))),
                world(
                        "more tables than the source's server has locks",
                        "lock-table",
                        Result.BLOCKER,
                        "10,000 tables, indexes and sequences want a lock each, and max_locks_per_transaction (64)",
                        world -> world.databases.limits.put(
                                "source-db", new DatabaseLimits(new LockSpace(10_000, 64, 100, 0), false))),
                world(
                        "a target's server with fewer locks than the source has tables",
                        "lock-table",
                        Result.BLOCKER,
                        "On the target, for app: 1,000 tables",
                        world -> world.databases.limits.put(
                                "target-db", new DatabaseLimits(new LockSpace(0, 10, 50, 0), false))),
                world(
                        "an index that needs a search path",
                        "search-path",
                        Result.BLOCKER,
                        "these fail: app: index a of public.b",
                        world -> world.databases.searchPaths.put(
                                "source-db", new SearchPathTrial(List.of("index a of public.b"), List.of()))),
                world(
                        "a view whose functions are not tried",
                        "search-path",
                        Result.OK,
                        "Not tried, for what their functions could do, for their time, or because they fail either way: app: materialized view public.c.",
                        world -> world.databases.searchPaths.put(
                                "source-db", new SearchPathTrial(List.of(), List.of("materialized view public.c")))),
                world(
                        "a function that would run as the target's master user",
                        "database-code",
                        Result.BLOCKER,
                        "app: SECURITY DEFINER function public.f(integer) of builder (gains CREATEROLE, rds_superuser)",
                        world -> {
                            world.databases.codes.put("source-db", code());
                            world.databases.powers.put(
                                    "target-db", new RolePowers("retool", List.of("CREATEROLE", "rds_superuser")));
                        }),
                world(
                        "code that gains nothing",
                        "database-code",
                        Result.WARNING,
                        "app has 1 triggers: t on public.a. app does not give everybody EXECUTE on public.f(integer), and"
                                + " the copy will not either. app's grants to roles stay behind: reader has SELECT on tables (3).",
                        world -> world.databases.codes.put("source-db", code())),
                world(
                        "a target that is the server's own database",
                        "maintenance-database",
                        Result.BLOCKER,
                        "A restore would drop it.",
                        world -> world.databases.limits.put(
                                "target-db", new DatabaseLimits(new LockSpace(1, 64, 100, 0), true))),
                world(
                        "a transaction that somebody prepared and left",
                        "database-contents",
                        Result.WARNING,
                        "wrote is in no dump: payment-7",
                        world -> world.databases.contents.put(
                                "source-db", contents(List.of(), List.of(), List.of("payment-7"), 1))),
                world(
                        "an index that is invalid",
                        "database-contents",
                        Result.WARNING,
                        "Invalid indexes of app are left behind: public.broken_idx.",
                        world -> world.databases.contents.put(
                                "source-db", contents(List.of(), List.of("public.broken_idx"), List.of(), 1))),
                world(
                        "rows of long ago",
                        "database-contents",
                        Result.WARNING,
                        "1600 million transactions old",
                        world -> world.databases.contents.put(
                                "source-db", contents(List.of(), List.of(), List.of(), 1_600_000_000))),
                world(
                        "a server that insists on TLS",
                        "database-tls",
                        Result.BLOCKER,
                        "rds.force_ssl",
                        world -> world.surroundings.databaseServers.put(
                                "target-db",
                                MemorySurroundings.database("retool-target", Map.of("rds.force_ssl", "1")))),
                world(
                        "a target whose database is the source's own",
                        "target-database",
                        Result.BLOCKER,
                        "is the source's own",
                        world -> redeploy(
                                world,
                                "tryretool/backend:3.114.5-stable",
                                Map.of(
                                        "POSTGRES_HOST", plain("source-db"),
                                        "POSTGRES_DB", plain("hammerhead_production")))),
                world(
                        "an old transaction and a slot left behind",
                        "source-transactions",
                        Result.WARNING,
                        "forgotten_slot",
                        world -> world.databases.activity.put(
                                "source-db", activity(Duration.ofHours(5), List.of("forgotten_slot"), 1, null))),
                world(
                        "somebody at work on the target",
                        "target-rows",
                        Result.WARNING,
                        "somebody works on the target",
                        world -> {
                            var then = Instant.parse("2026-11-20T10:00:00Z");
                            world.databases.activity.put("source-db", activity(Duration.ZERO, List.of(), 1, then));
                            world.databases.activity.put(
                                    "target-db", activity(Duration.ZERO, List.of(), 1, then.plusSeconds(3600)));
                        }),
                told(
                        "a pod that told nothing",
                        "pod-identity",
                        Result.BLOCKER,
                        "it told nothing",
                        world -> world.store.delete(new RunLayout("one").pod())),
                told(
                        "an image whose pg_dump is older than the source",
                        "client-programs",
                        Result.BLOCKER,
                        "none of them fits app (15 to 15)",
                        world -> pod(world, 13, 14)),
                told(
                        "an image without the target's own client programs",
                        "client-programs",
                        Result.WARNING,
                        "pg_restore 16 for 15",
                        world -> pod(world, 16)),
                world(
                        "a server that insists on TLS because nobody said otherwise",
                        "database-tls",
                        Result.BLOCKER,
                        "insists on TLS",
                        world -> world.surroundings.databaseServers.put(
                                "target-db", MemorySurroundings.database("retool-target", Map.of()))),
                world(
                        "a server whose certificate has ended",
                        "database-tls",
                        Result.BLOCKER,
                        "ended on 2026-01-01T00:00:00Z",
                        world -> verifying(
                                world,
                                new ServerCertificate(
                                        "rds-ca-rsa2048-g1", Optional.of(Instant.parse("2026-01-01T00:00:00Z"))))),
                world(
                        "a server whose authority nobody trusts any more",
                        "database-tls",
                        Result.BLOCKER,
                        "of rds-ca-2019",
                        world -> verifying(world, new ServerCertificate("rds-ca-2019", Optional.empty()))),
                world(
                        "a server whose certificate ends soon",
                        "database-tls",
                        Result.WARNING,
                        "ends on",
                        world -> verifying(
                                world,
                                new ServerCertificate(
                                        "rds-ca-ecc384-g1",
                                        Optional.of(world.clock.instant().plus(Duration.ofDays(7)))))),
                everywhere(
                        "a reader endpoint as the source",
                        "database-endpoint",
                        Result.BLOCKER,
                        "is a reader endpoint",
                        "POSTGRES_HOST",
                        "retool.cluster-ro-c1a2b3.eu-west-1.rds.amazonaws.com"),
                everywhere(
                        "an RDS Proxy as the source",
                        "database-endpoint",
                        Result.BLOCKER,
                        "is an RDS Proxy",
                        "POSTGRES_HOST",
                        "retool.proxy-c1a2b3.eu-west-1.rds.amazonaws.com"),
                everywhere(
                        "a pooler as the source",
                        "database-endpoint",
                        Result.BLOCKER,
                        "named after a pooler",
                        "POSTGRES_HOST",
                        "pgbouncer.internal"),
                everywhere(
                        "a port that is a pooler's",
                        "database-endpoint",
                        Result.WARNING,
                        "port 6432",
                        "POSTGRES_PORT",
                        "6432"),
                world(
                        "a replica as the target",
                        "database-endpoint",
                        Result.BLOCKER,
                        "target-db is a replica",
                        world -> world.databases.replicas.add("target-db")),
                world(
                        "dead rows in heaps",
                        "source-transactions",
                        Result.WARNING,
                        "holds 900000 dead rows",
                        world -> world.databases.activity.put(
                                "source-db",
                                new DatabaseActivity(
                                        Duration.ZERO,
                                        900_000,
                                        1_000_000,
                                        List.of(),
                                        Optional.empty(),
                                        Optional.of(1L),
                                        List.of()))),
                world(
                        "tables whose newest rows take too long to find",
                        "target-rows",
                        Result.NOT_CHECKED,
                        "public.pages on the target",
                        world -> world.databases.activity.put(
                                "target-db",
                                new DatabaseActivity(
                                        Duration.ZERO,
                                        0,
                                        1_000,
                                        List.of(),
                                        Optional.empty(),
                                        Optional.of(1L),
                                        List.of("public.pages")))),
                world(
                        "a target without room",
                        "space",
                        Result.WARNING,
                        "has 1 GiB",
                        world -> world.databaseInstances.put(
                                "target-db", new DatabaseInstance("retool-target", "15.4", 1, true, true))),
                world(
                        "a target that anybody may delete",
                        "deletion-protection",
                        Result.WARNING,
                        "is not protected against deletion",
                        world -> world.databaseInstances.put(
                                "target-db", new DatabaseInstance("retool-target", "15.4", 100, false, true))));
    }

    private static DatabaseRights rights(List<String> unreadable, List<String> hidden) {
        return new DatabaseRights(unreadable, hidden, true, true);
    }

    private static DatabaseContents contents(
            List<String> neededRoles, List<String> invalidIndexes, List<String> prepared, long age) {
        return new DatabaseContents(List.of(), neededRoles, List.of(), List.of(), invalidIndexes, prepared, age, true);
    }

    private static void pod(HandlerWorld world, Integer... majors) {
        world.files.write(
                new RunLayout("one").pod(),
                new PodFacts("one", new ClientMajors(List.of(majors)), world.clock.instant()));
    }

    /** A release that verifies its server, which shows that certificate. */
    private static void verifying(HandlerWorld world, ServerCertificate certificate) {
        redeploy(world, "tryretool/backend:3.114.5-stable", Map.of("POSTGRES_SSL_ENABLED", plain("true")));
        world.surroundings.databaseServers.put(
                "target-db", MemorySurroundings.database("retool-target", Map.of("rds.force_ssl", "1"), certificate));
    }

    private static DatabaseCode code() {
        return new DatabaseCode(
                List.of(new DatabaseCode.Owned("SECURITY DEFINER function public.f(integer)", "builder")),
                List.of(new RolePowers("builder", List.of())),
                List.of(new DatabaseCode.Ran("triggers", 1, List.of("t on public.a"))),
                List.of("EXECUTE on public.f(integer)"),
                List.of(),
                List.of(new DatabaseCode.Grants("reader", "SELECT", "table", 3)),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void namedCheckSaysSo(BrokenSource broken) {
        broken.isNamed(folder);
    }
}
