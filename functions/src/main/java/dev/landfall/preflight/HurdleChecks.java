package dev.landfall.preflight;

import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.List;

/** Decisions about what a dump or a restore would only meet half-way, or at its end. */
final class HurdleChecks {

    static final String LOCKS = "lock-table";
    static final String SEARCH_PATH = "search-path";
    static final String MAINTENANCE = "maintenance-database";

    private static final int SHOWN = 10;

    private HurdleChecks() {}

    /** A dump and a comparison keep a lock on each object until they end, on either side. */
    static Check locks(Scene scene) {
        var found = new ArrayList<String>();
        var needed = new ArrayList<String>();
        var databases = scene.gateways().databases();
        for (var database : scene.capture().databases()) {
            var source = databases.limits(database.source()).locks();
            var target = databases.limits(database.target()).locks();
            if (!source.isEnoughFor(source.objects())) {
                found.add("On the source, for " + database.name() + ": " + source.text(source.objects()) + ".");
                needed.add("at least " + source.needed(source.objects()) + " on the source");
            }
            if (!target.isEnoughFor(source.objects())) {
                found.add("On the target, for " + database.name() + ": " + target.text(source.objects()) + ".");
                needed.add("at least " + target.needed(source.objects()) + " on the target");
            }
        }
        return found.isEmpty()
                ? Check.ok(LOCKS, "Both servers have room for a lock on every object of the source's databases.")
                : Check.blocker(
                        LOCKS,
                        String.join(" ", found),
                        "Set max_locks_per_transaction ("
                                + String.join(", ", needed.stream().distinct().toList())
                                + ") in the parameter group, and restart the server.");
    }

    /** A restore has no search path, and comes to these after all rows are in. */
    static Check searchPath(Scene scene) {
        var failing = new ArrayList<String>();
        var untried = new ArrayList<String>();
        for (var database : scene.capture().databases()) {
            var trial = scene.gateways().databases().searchPath(database.source());
            trial.failing().forEach(object -> failing.add(database.name() + ": " + object));
            trial.untried().forEach(object -> untried.add(database.name() + ": " + object));
        }
        var left = untried.isEmpty()
                ? ""
                : " Not tried, for what their functions could do, for their time, or because they fail either way: "
                        + shown(untried) + ".";
        return failing.isEmpty()
                ? Check.ok(
                        SEARCH_PATH,
                        "Materialized views, indexes, check constraints and generated columns that were tried need no search path."
                                + left)
                : Check.blocker(
                        SEARCH_PATH,
                        "Without a search path, which a restore does not have, these fail: " + shown(failing) + "."
                                + left,
                        "Name the schema inside of their functions and views, or give the functions a path: ALTER FUNCTION … SET search_path = ….");
    }

    static Check maintenance(Scene scene) {
        var own = scene.capture().databases().stream()
                .filter(database ->
                        scene.gateways().databases().limits(database.target()).template())
                .map(database -> database.name() + " (" + database.target().database() + ")")
                .toList();
        return own.isEmpty()
                ? Check.ok(MAINTENANCE, "No target is a database that its server needs itself.")
                : Check.blocker(
                        MAINTENANCE,
                        "The target is the server's own database or a template: " + String.join(", ", own)
                                + ". A restore would drop it.",
                        "Give the release a database for itself.");
    }

    private static String shown(List<String> objects) {
        var text = String.join("; ", objects.stream().limit(SHOWN).toList());
        return objects.size() > SHOWN ? text + " and " + (objects.size() - SHOWN) + " more" : text;
    }
}
