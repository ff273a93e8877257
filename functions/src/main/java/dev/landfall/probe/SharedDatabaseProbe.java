package dev.landfall.probe;

import dev.landfall.model.transfer.Reach;
import dev.landfall.probe.ProbeReport.Probe;
import java.util.Optional;

/** What a Job in the target's cluster found when it went to the database of both sides. */
final class SharedDatabaseProbe {

    private SharedDatabaseProbe() {}

    static Probe of(String database, Optional<Reach> reach) {
        var name = "shared-database:" + database;
        return reach.map(found -> Probe.passed(
                        name,
                        "From the target's cluster " + found.user() + " is in the source's own database, PostgreSQL "
                                + found.serverVersion() + ", and may read and write its " + found.tables()
                                + " tables."))
                .orElseGet(() -> Probe.failed(
                        name,
                        "No pod of the target's cluster told that it reaches the database " + database + ".",
                        "Look at the Job that reaches it; without it nothing is proven."));
    }
}
