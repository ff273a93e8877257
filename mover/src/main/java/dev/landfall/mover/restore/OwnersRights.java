package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.RolePowers;
import java.util.List;

/** Code of the source that would run with more rights on the target, where all will belong to the target's user. */
final class OwnersRights {

    private static final int NAMED = 5;

    private OwnersRights() {}

    /** {@code RIGHTS_WOULD_GROW}, or {@code MANIFEST_WITHOUT_RIGHTS} where the dump does not tell. */
    static void refuse(Manifest plan, RolePowers user) {
        var code = plan.source()
                .code()
                .orElseThrow(() -> Problem.operator(
                                "MANIFEST_WITHOUT_RIGHTS",
                                "The dump of run " + plan.run()
                                        + " does not say which rights the source's code runs with:"
                                        + " an earlier Landfall wrote it.",
                                "Start a new run.")
                        .asException());
        var gains = code.gains(user);
        if (!gains.isEmpty()) {
            throw Problem.operator(
                            "RIGHTS_WOULD_GROW",
                            "As code of the target's user " + user.role() + ", " + words(gains)
                                    + " would run with more rights than on the source.",
                            "Use a target user with no more rights than these owners have (CREATEDB is enough for"
                                    + " Landfall); or drop these on the source, or make them SECURITY INVOKER; or accept it:"
                                    + " database.gainedRights accept in landfall.json, --gained-rights accept.")
                    .asException();
        }
    }

    private static String words(List<DatabaseCode.Gain> gains) {
        return String.join(
                        ", ",
                        gains.stream()
                                .limit(NAMED)
                                .map(DatabaseCode.Gain::words)
                                .toList())
                + (gains.size() > NAMED ? " and " + (gains.size() - NAMED) + " more" : "");
    }
}
