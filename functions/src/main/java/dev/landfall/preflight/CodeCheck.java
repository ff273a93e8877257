package dev.landfall.preflight;

import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.List;

/** Decides about the code that a database brings: whose rights it has, and what of it a restore runs. */
final class CodeCheck {

    static final String CODE = "database-code";

    private static final int SHOWN = 10;

    private CodeCheck() {}

    static Check code(Scene scene) {
        var gains = new ArrayList<String>();
        var found = new ArrayList<String>();
        for (var database : scene.capture().databases()) {
            var code = scene.gateways().databases().code(database.source());
            var user = scene.gateways().databases().powers(database.target());
            code.gains(user).forEach(gain -> gains.add(database.name() + ": " + gain.words()));
            found.addAll(told(database.name(), code));
        }
        var rest = found.isEmpty() ? "" : " " + String.join(" ", found);
        if (!gains.isEmpty() && !scene.configuration().acceptsGainedRights()) {
            return Check.blocker(
                    CODE,
                    "As the target's user's, this would run with more rights than on the source: " + shown(gains) + "."
                            + rest,
                    "Use a target user with no more rights than the owners have, drop the code or make it SECURITY INVOKER;"
                            + " or accept it: database.gainedRights accept.");
        }
        if (!gains.isEmpty()) {
            return Check.warning(
                    CODE,
                    "As accepted, this will run with more rights than on the source: " + shown(gains) + "." + rest,
                    "Look at what it does.");
        }
        return found.isEmpty()
                ? Check.ok(
                        CODE,
                        "The databases hold no code of their own that a restore would run, and no grants to roles.")
                : Check.warning(
                        CODE,
                        "Nothing would have more rights than on the source." + rest,
                        "Look at code that you do not know; grant again on the target what roles need there.");
    }

    private static List<String> told(String database, DatabaseCode code) {
        var found = new ArrayList<String>();
        for (var kind : code.ran()) {
            found.add("%s has %,d %s: %s.".formatted(database, kind.count(), kind.kind(), named(kind)));
        }
        if (!code.closed().isEmpty()) {
            found.add(
                    database + " does not give everybody " + shown(code.closed()) + ", and the copy will not either.");
        }
        if (!code.grants().isEmpty()) {
            found.add(database + "'s grants to roles stay behind: "
                    + shown(code.grants().stream()
                            .map(grants -> grants.what() + " (" + grants.count() + ")")
                            .toList())
                    + ".");
        }
        return found;
    }

    private static String named(DatabaseCode.Ran kind) {
        var first = String.join(", ", kind.first());
        return kind.count() > kind.first().size() ? first + " and others" : first;
    }

    private static String shown(List<String> all) {
        var first = String.join("; ", all.stream().limit(SHOWN).toList());
        return all.size() > SHOWN ? first + " and " + (all.size() - SHOWN) + " more" : first;
    }
}
