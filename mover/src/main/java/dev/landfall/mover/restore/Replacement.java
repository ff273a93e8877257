package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.GoLiveBaseline;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.WayBack;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.CopyMark.State;
import dev.landfall.mover.restore.Permission.Replacing;
import dev.landfall.mover.store.ObjectStore;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whether what is in the target database may go. Problems: {@code TARGET_NOT_EMPTY}, {@code TARGET_HOLDS_COPY},
 * {@code TARGET_WRITTEN_SINCE}, {@code TARGET_NEWER}, {@code TARGET_IS_LIVE}.
 */
record Replacement(TargetDatabase target, RestoreRequest request, ObjectStore store, StopSignal stop) {

    private static final String TABLES = """
            SELECT pg_catalog.count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%'
               AND n.nspname <> 'information_schema' AND NOT EXISTS (
                   SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND e.objid = c.oid AND e.deptype = 'e')""";

    /** Before the dump is waited for, and again before the target gives up its name. */
    void refuseUnpermitted() {
        var mark = target.mark().filter(there -> there.state() != State.REPLACED);
        if (mark.isEmpty()) {
            refuseForeign();
            return;
        }
        if (mark.get().state() == State.FINISHED) {
            refuseLive(mark.get());
            refuseFinished(mark.get());
        }
    }

    /** {@code TARGET_NEWER}: older rows would take the place of newer ones. */
    void refuseOlder(Manifest plan) {
        var newer = target.mark()
                .filter(mark -> mark.state() == State.FINISHED)
                .filter(mark -> mark.snapshotAt()
                        .filter(there -> plan.snapshotAt().isBefore(there))
                        .isPresent());
        if (newer.isPresent() && !may(Replacing.CHANGED)) {
            throw Problem.operator(
                            "TARGET_NEWER",
                            words(newer.get()) + ", the dump of run " + plan.run() + " shows it as of "
                                    + plan.snapshotAt() + ": newer rows would be replaced by older ones.",
                            "Start a new run; or give --replace-changed to go back.")
                    .asException();
        }
    }

    private void refuseForeign() {
        if (may(Replacing.UNCHANGED) || !target.exists()) {
            return;
        }
        var tables = tables();
        if (tables > 0) {
            throw Problem.operator(
                            "TARGET_NOT_EMPTY",
                            "The target database " + target.server().url().display() + " holds " + tables
                                    + " tables or views that Landfall did not put there.",
                            "Name an empty or new database, or give --replace to drop this one.")
                    .asException();
        }
    }

    private long tables() {
        try (var session = target.server().open(stop)) {
            try {
                return session.number(TABLES);
            } catch (SQLException e) {
                throw session.failure("looking at the target", e);
            }
        }
    }

    /** Whatever is permitted: users work in it. */
    private void refuseLive(CopyMark mark) {
        var live = store.readJson(GoLiveBaseline.key(mark.run()), GoLiveBaseline.class);
        if (live.isEmpty()
                || store.readJson(WayBack.key(mark.run()), WayBack.class)
                        .filter(WayBack::isTaken)
                        .isPresent()) {
            return;
        }
        throw Problem.operator(
                        "TARGET_IS_LIVE",
                        words(mark) + ", and went live at " + live.get().at() + ".",
                        "Roll that cutover back first, or name another target.")
                .asException();
    }

    private void refuseFinished(CopyMark mark) {
        if (may(Replacing.CHANGED)) {
            return;
        }
        var since = WrittenSince.of(target.server(), mark, request.jobs(), stop);
        if (!since.isNothing()) {
            throw refused(
                    "TARGET_WRITTEN_SINCE",
                    mark,
                    since,
                    "Keep it and name another target; or give --replace-changed, which drops what was written.");
        }
        if (!may(Replacing.UNCHANGED)) {
            throw refused("TARGET_HOLDS_COPY", mark, since, "Give --replace to replace it, or name another target.");
        }
    }

    private static LandfallException refused(String code, CopyMark mark, WrittenSince since, String remedy) {
        return Problem.operator(code, words(mark) + "; " + since.words() + ".", remedy)
                .asException();
    }

    private static String words(CopyMark mark) {
        return "The target database " + mark.target() + " is the finished copy of run " + mark.run()
                + Optional.of(mark)
                        .flatMap(CopyMark::snapshotAt)
                        .map(at -> ", which shows the source as of " + at)
                        .orElse("");
    }

    private boolean may(Replacing wanted) {
        return request.permission().covers(wanted);
    }
}
