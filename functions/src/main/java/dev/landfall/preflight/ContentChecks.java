package dev.landfall.preflight;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.Databases.DatabaseContents;
import dev.landfall.model.transfer.DatabaseLocale;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Decisions about what the databases hold besides rows: what a restore needs of the server, what a dump leaves behind. */
final class ContentChecks {

    static final String RESTORABLE = "database-restorable";
    static final String CONTENTS = "database-contents";

    /** A server stops writing at 2,100 million; a forced vacuum may then last longer than the window. */
    private static final long OLD_TRANSACTIONS = 1_500_000_000;

    private static final double MEGA = 1e6;

    private ContentChecks() {}

    /** What the restore itself would refuse, said before a window. */
    static Check restorable(Scene scene) {
        var found = new ArrayList<String>();
        for (var pair : scene.pairs()) {
            var database = pair.database();
            if (!DatabaseLocale.canHold(pair.target().encoding(), pair.source().encoding())) {
                found.add("The encoding of " + database.name() + " is "
                        + pair.source().encoding() + " on the source and "
                        + pair.target().encoding() + " on the target.");
            }
            var target = scene.gateways().databases().contents(database.target());
            var missing = new ArrayList<>(source(scene, database).neededRoles());
            missing.removeAll(target.roles());
            if (!missing.isEmpty()) {
                found.add("Policies or user mappings of " + database.name()
                        + " name roles that the target's server lacks: " + String.join(", ", missing) + ".");
            }
            if (!target.subscriptions().isEmpty()) {
                found.add("The target's database " + database.target().database() + " holds subscriptions: "
                        + String.join(", ", target.subscriptions()) + ".");
            }
        }
        return found.isEmpty()
                ? Check.ok(RESTORABLE, "The target has the encodings and the roles that the source's databases need.")
                : Check.blocker(
                        RESTORABLE,
                        String.join(" ", found),
                        "Make the roles on the target; drop its subscriptions; where encodings differ drop the database, which the restore then makes as the source's.");
    }

    static Check contents(Scene scene) {
        var found = new ArrayList<String>();
        var told = new ArrayList<String>();
        for (var database : scene.capture().databases()) {
            var source = source(scene, database);
            complain(database.name(), source, found);
            told.add(tell(
                    database.name(),
                    source,
                    scene.gateways().databases().contents(database.target()).hasLz4()));
        }
        return found.isEmpty()
                ? Check.ok(CONTENTS, String.join(" ", told))
                : Check.warning(
                        CONTENTS,
                        String.join(" ", found) + " " + String.join(" ", told),
                        "On the source commit or roll back what is prepared, REINDEX or drop invalid indexes, and VACUUM (FREEZE) what is old.");
    }

    private static DatabaseContents source(Scene scene, CapturedDatabase database) {
        return scene.gateways().databases().contents(database.source());
    }

    private static void complain(String database, DatabaseContents contents, List<String> found) {
        if (!contents.preparedTransactions().isEmpty()) {
            found.add("What these prepared transactions of " + database + " wrote is in no dump: "
                    + String.join(", ", contents.preparedTransactions()) + ".");
        }
        if (!contents.invalidIndexes().isEmpty()) {
            found.add("Invalid indexes of " + database + " are left behind: "
                    + String.join(", ", contents.invalidIndexes()) + ".");
        }
        if (contents.transactionAge() > OLD_TRANSACTIONS) {
            found.add(database + " has rows that are " + contents.transactionAge() / 1_000_000
                    + " million transactions old: its server vacuums by force, or stops.");
        }
    }

    private static String tell(String database, DatabaseContents contents, boolean lz4) {
        var tables = contents.largest().stream()
                .map(table -> String.format(Locale.ROOT, "%s (%.1f MB)", table.table(), table.bytes() / MEGA))
                .collect(Collectors.joining(", "));
        return "The largest tables of " + database + ": " + (tables.isEmpty() ? "none" : tables)
                + "; the target compresses large values with "
                + (lz4 ? "lz4." : "pglz, which takes the restore up to twice as long as lz4 would.");
    }
}
