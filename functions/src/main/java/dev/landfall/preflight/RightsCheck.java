package dev.landfall.preflight;

import dev.landfall.gateway.Databases.DatabaseRights;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.List;

/** Whether the users that the services and the release connect as may do what a dump and a restore do. */
final class RightsCheck {

    static final String NAME = "database-rights";

    /** More names than these say no more. */
    private static final int NAMED = 5;

    private RightsCheck() {}

    static Check check(Scene scene) {
        var found = new ArrayList<String>();
        for (var database : scene.capture().databases()) {
            var databases = scene.gateways().databases();
            reading(database.source().user(), database.name(), databases.rights(database.source()), found);
            replacing(
                    database.target().user(), database.target().database(), databases.rights(database.target()), found);
        }
        return found.isEmpty()
                ? Check.ok(NAME, "The source's user reads every row; the target's may replace its database.")
                : Check.blocker(
                        NAME,
                        String.join(" ", found),
                        "On the source grant pg_read_all_data (14 and later) or use the tables' owner, with BYPASSRLS where rows are hidden; "
                                + "on the target grant CREATEDB and make that user the database's owner.");
    }

    private static void reading(String user, String database, DatabaseRights rights, List<String> found) {
        if (!rights.unreadable().isEmpty()) {
            found.add("On the source " + user + " may not read " + few(rights.unreadable()) + " of " + database + ".");
        }
        if (!rights.hidden().isEmpty()) {
            found.add("On the source row-level security hides rows of " + few(rights.hidden()) + " of " + database
                    + " from " + user + ".");
        }
    }

    private static void replacing(String user, String database, DatabaseRights rights, List<String> found) {
        if (!rights.createsDatabases()) {
            found.add("On the target " + user + " may not create databases.");
        }
        if (!rights.ownsDatabase()) {
            found.add("On the target " + user + " does not own the database " + database
                    + ", so a restore cannot replace it.");
        }
    }

    private static String few(List<String> names) {
        var more = names.size() - NAMED;
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
