package dev.landfall.preflight;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.Databases.DatabaseActivity;
import dev.landfall.ledger.LedgerDrift;
import dev.landfall.preflight.PreflightReport.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decisions about how the two sides stand to each other, and what goes on in their databases. */
final class SideChecks {

    /** Small tables that change whenever somebody works: cheap to ask for their newest row. */
    private static final List<String> BUSY = List.of("public.pages", "public.users", "public.resources");

    static final String DRIFT = "drift";

    private static final Duration OLD_TRANSACTION = Duration.ofMinutes(10);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final long MANY_DEAD_TUPLES = 100_000;

    private SideChecks() {}

    /**
     * A dump into the database that it comes from would drop it. Told by what the servers say of themselves: one database
     * has many names, and a clone may have the same.
     */
    static Check targetDatabase(Scene scene) {
        var name = "target-database";
        var databases = scene.gateways().databases();
        var common = scene.capture().databases().stream()
                .collect(Collectors.partitioningBy(
                        database -> databases.identity(database.source()).equals(databases.identity(database.target())),
                        Collectors.mapping(SideChecks::bothAddresses, Collectors.joining(", "))));
        var same = common.getOrDefault(true, "");
        var own = common.getOrDefault(false, "");
        if (scene.shares()) {
            return own.isEmpty()
                    ? Check.ok(name, "Source and target are in the same database: " + same + ".")
                    : Check.blocker(
                            name,
                            "database.strategy is shared, but source and target are in different databases: " + own
                                    + ".",
                            "Point the release at the source's database, or choose the strategy dump.");
        }
        return same.isEmpty()
                ? Check.ok(name, "The target has databases of its own.")
                : Check.blocker(
                        name,
                        "The target's database is the source's own: " + same + ". A restore would replace it.",
                        "Give the target a database of its own, or set database.strategy to shared.");
    }

    private static String bothAddresses(CapturedDatabase database) {
        return database.name() + " (" + database.source().host() + "/"
                + database.source().database() + " and " + database.target().host() + "/"
                + database.target().database() + ")";
    }

    static Check rows(Scene scene) {
        var name = "target-rows";
        var app = scene.capture().database("app");
        var onSource = scene.gateways().databases().activity(app.source(), BUSY);
        var onTarget = scene.gateways().databases().activity(app.target(), BUSY);
        var source = onSource.newestRow();
        var target = onTarget.newestRow();
        if (!onSource.unread().isEmpty() || !onTarget.unread().isEmpty()) {
            return Check.notChecked(
                    name,
                    "Not looked at: the newest rows took longer to find than a question may: "
                            + Stream.concat(
                                            onSource.unread().stream().map(table -> table + " on the source"),
                                            onTarget.unread().stream().map(table -> table + " on the target"))
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (source.isEmpty()) {
            return Check.notChecked(name, "Not looked at: no table of the source tells when its rows were written.");
        }
        if (target.filter(moment -> moment.isAfter(source.get().plus(CLOCK_SKEW)))
                .isEmpty()) {
            return Check.ok(name, "The target has no row that is newer than the source's newest.");
        }
        var seen = "The target's newest row is of " + target.get() + ", the source's of " + source.get()
                + ": somebody works on the target.";
        var remedy = "Find out who works there; the next restore drops what they write.";
        return scene.isCutover() ? Check.blocker(name, seen, remedy) : Check.warning(name, seen, remedy);
    }

    static Check activity(Scene scene) {
        var found = new ArrayList<String>();
        for (var database : scene.capture().databases()) {
            complain(database.name(), scene.gateways().databases().activity(database.source(), List.of()), found);
        }
        var name = "source-transactions";
        return found.isEmpty()
                ? Check.ok(name, "No old transaction, no heap of dead rows and no replication slot on the source.")
                : Check.warning(
                        name,
                        String.join(" ", found),
                        "End what is left open, vacuum, and drop slots that nobody reads, before the dump takes its snapshot.");
    }

    static Check fence(Scene scene) {
        var found = new ArrayList<String>();
        for (var database : scene.capture().databases()) {
            var fence = scene.gateways().databases().fence(database.source());
            if (!fence.mayChange()) {
                found.add(database.source().user() + " does not own " + database.name()
                        + ", so it is not made read-only.");
            }
            if (!fence.exempt().isEmpty()) {
                found.add("In " + database.name() + " these roles have their own default_transaction_read_only: "
                        + String.join(", ", fence.exempt()) + ".");
            }
        }
        var name = "source-fence";
        return found.isEmpty()
                ? Check.ok(name, "The source's databases can be made read-only while the source is frozen.")
                : Check.warning(
                        name,
                        String.join(" ", found)
                                + " Who writes there after the freeze is found before go-live, and the cutover fails.",
                        "Make that user the databases' owner, or see to it that nobody writes there during the cutover.");
    }

    private static void complain(String database, DatabaseActivity activity, List<String> found) {
        if (activity.oldestTransaction().compareTo(OLD_TRANSACTION) > 0) {
            found.add("A transaction of " + database + " is "
                    + activity.oldestTransaction().toMinutes() + " minutes old.");
        }
        if (activity.deadTuples() > MANY_DEAD_TUPLES && activity.deadTuples() > activity.liveTuples() / 5) {
            found.add(database + " holds " + activity.deadTuples() + " dead rows.");
        }
        if (!activity.replicationSlots().isEmpty()) {
            found.add("The server of " + database + " keeps replication slots: "
                    + String.join(", ", activity.replicationSlots()) + ".");
        }
    }

    static Check drift(Scene scene) {
        var rehearsal = scene.capture().comparedWith();
        if (rehearsal.isEmpty()) {
            return Check.notChecked(
                    DRIFT,
                    "Not looked at: no rehearsal has passed yet, so there is nothing to hold both sides against.");
        }
        var drift = new ArrayList<>(scene.capture().drift());
        scene.rehearsedLedger()
                .ifPresent(before ->
                        drift.addAll(LedgerDrift.between(before, scene.ledger().get())));
        return drift.isEmpty()
                ? Check.ok(DRIFT, "Nothing changed since " + rehearsal.get() + ".")
                : Check.warning(
                        DRIFT,
                        "Since " + rehearsal.get() + ": " + String.join(" ", drift),
                        "Rehearse again: a rehearsal speaks for both sides as they were.");
    }

    /** Deployments that have pods and the database's address. */
    private static List<String> atWork(Scene scene) {
        return scene.gateways().target().deployments().stream()
                .filter(deployment -> deployment.replicas() > 0 || deployment.pods() > 0)
                .filter(deployment -> deployment.settings().containsKey("POSTGRES_HOST")
                        || deployment.settings().containsKey("DATABASE_URL"))
                .map(deployment -> deployment.name() + " (" + Math.max(deployment.replicas(), deployment.pods()) + ")")
                .toList();
    }

    static Check notLive(Scene scene) {
        var atWork = scene.shares() ? atWork(scene) : List.<String>of();
        if (!atWork.isEmpty()) {
            return Check.blocker(
                    DnsChecks.NOT_LIVE,
                    "Pods of the target work in the database that the source lives in: " + String.join(", ", atWork)
                            + ".",
                    "Scale them to 0 and apply the kit's values, which keep them there until the cutover: jobs would run twice.");
        }
        var running = scene.capture().deployments().stream()
                .filter(deployment -> deployment.replicas() > 0 && ServiceRole.areAutomation(deployment.roles()))
                .map(deployment -> deployment.name())
                .toList();
        return DnsChecks.notLive(
                scene.configuration(),
                scene.gateways().dnsZone().records(scene.configuration().domain()),
                running);
    }
}
