package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.restore.CopyMark.State;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases that restores of one target left beside it, each told by what Landfall wrote on it, never by its name alone:
 * the mark in its comment or, where a restore was killed before it could write that, the connection limit that it was
 * created with.
 */
record CopiesBeside(TargetDatabase target) {

    private static final Logger LOG = LoggerFactory.getLogger(CopiesBeside.class);
    private static final String IN_USE = "55006";
    private static final int FORCE_FROM_MAJOR = 13;

    private record Beside(String name, Optional<String> comment, int limit) {}

    /** The one in which an earlier attempt at this very copy worked. */
    Optional<String> begun(Manifest plan) {
        return named(mark -> isUnfinished(mark) && mark.isOf(plan)).stream().findFirst();
    }

    /** Drops what was laid aside. What somebody is connected to stays until the next restore. */
    void dropReplaced() {
        named(mark -> mark.state() == State.REPLACED).forEach(this::drop);
    }

    /** Drops what earlier restores did not finish. */
    void dropUnfinished(Optional<String> kept) {
        target.ask("looking for what was left", CopiesBeside::all).stream()
                .filter(each -> each.comment().isEmpty()
                        && DatabaseName.isBeside(each.name(), target.name())
                        && each.limit() == DatabaseName.birthLimit(each.name()))
                .forEach(each -> drop(each.name()));
        named(CopiesBeside::isUnfinished).stream()
                .filter(name -> !kept.equals(Optional.of(name)))
                .forEach(this::drop);
    }

    private static boolean isUnfinished(CopyMark mark) {
        return mark.state() != State.REPLACED && mark.state() != State.FINISHED;
    }

    void drop(String name) {
        target.endOwnSessions(name);
        target.ask("dropping " + name, session -> {
            try {
                session.execute("DROP DATABASE IF EXISTS " + SqlName.quoted(name)
                        + (Server.major(session) < FORCE_FROM_MAJOR ? "" : " WITH (FORCE)"));
            } catch (SQLException e) {
                if (!IN_USE.equals(e.getSQLState())) {
                    throw e;
                }
                LOG.warn("the database {} was left, for somebody uses it; the next restore drops it", name);
                return name;
            }
            return RestoringRoles.drop(session, name);
        });
    }

    private List<String> named(Predicate<CopyMark> which) {
        return target.ask("looking for what was left", CopiesBeside::all).stream()
                .filter(each -> !each.name().equals(target.name()))
                .filter(each -> CopyMark.of(each.comment(), "")
                        .filter(mark -> mark.target().equals(target.name()))
                        .filter(which)
                        .isPresent())
                .map(Beside::name)
                .toList();
    }

    private static List<Beside> all(Session session) throws SQLException {
        return session.query(
                "SELECT datname, pg_catalog.shobj_description(oid, 'pg_database'), datconnlimit"
                        + " FROM pg_catalog.pg_database ORDER BY oid",
                row -> new Beside(row.getString(1), Optional.ofNullable(row.getString(2)), row.getInt(3)));
    }
}
