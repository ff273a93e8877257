package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.RolePowers;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.StopSignal;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.postgresql.util.PasswordUtil;

/**
 * As whom a restore works in the copy: a role that was made for it, {@code landfall_<8 digits>}. It owns what it makes, and may
 * nothing else on the server; so whatever the source's definitions and rows make the server run cannot do more either. It
 * logs in by itself: with SET ROLE, what runs could set it back. When the copy is whole, all of it is given to the target's
 * user, and the role is dropped.
 */
final class RestoringRole {

    static final String HANDING_OVER = "giving the copy to the target's user";
    private static final int PASSWORD_BYTES = 24;
    private static final int SCHEMA_PUBLIC_CLOSED_FROM_MAJOR = 15;

    private final TargetDatabase target;
    private final Server copy;
    private final RolePowers user;
    private final Optional<String> password;

    private RestoringRole(TargetDatabase target, Server copy, RolePowers user, Optional<String> password) {
        this.target = target;
        this.copy = copy;
        this.user = user;
        this.password = password;
    }

    /**
     * {@code RESTORING_ROLE_DENIED} where the target's user may do more than others, and may not make a role that may not.
     *
     * @param copy its database, entered by the target's user
     */
    static RestoringRole of(TargetDatabase target, Server copy) {
        var user = target.user();
        if (user.has(RolePowers.SUPERUSER) || user.has(RolePowers.CREATEROLE)) {
            var random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            return new RestoringRole(
                    target, copy, user, Optional.of(HexFormat.of().formatHex(random)));
        }
        if (user.isOrdinary()) {
            return new RestoringRole(target, copy, user, Optional.empty());
        }
        throw Problem.operator(
                        "RESTORING_ROLE_DENIED",
                        "The target's user " + user.role() + " may do more than other users ("
                                + String.join(", ", user.powers())
                                + "), and may not create a role without these rights to restore with.",
                        "Give it CREATEROLE, or use a user that has CREATEDB and no more.")
                .asException();
    }

    /** The copy, entered by the role; by the target's user where that may nothing more than a role made for it. */
    Server server() {
        return password.map(word -> copy.as(name(), word)).orElse(copy);
    }

    /** Whether it is another than the target's user. */
    boolean isApart() {
        return password.isPresent();
    }

    /** A session of the target's user in the copy. */
    Session users(StopSignal stop) {
        return copy.openUnparsed(stop);
    }

    private String name() {
        return RestoringRoles.name(database());
    }

    private String database() {
        return copy.url().database();
    }

    private String quoted() {
        return SqlName.quoted(name());
    }

    /** Makes the role, or gives one that an earlier attempt made another password, and lets it work in the copy. */
    void admit(StopSignal stop) {
        if (password.isEmpty()) {
            return;
        }
        target.ask("making the role that restores", session -> {
            Transactions.run(session, () -> {
                if (!RestoringRoles.isOurs(session, database())) {
                    create(session);
                }
                session.execute("ALTER ROLE " + quoted() + " LOGIN VALID UNTIL '"
                        + session.text("SELECT (pg_catalog.now() + interval '7 days')::text") + "'");
                // Only its SCRAM verifier: the server may log the statement.
                session.execute(PasswordUtil.genAlterUserPasswordSQL(
                        name(), password.orElseThrow().toCharArray(), "scram-sha-256"));
                session.execute("GRANT CONNECT, CREATE, TEMPORARY ON DATABASE " + SqlName.quoted(database()) + " TO "
                        + quoted());
            });
            return name();
        });
        inCopy("letting the role that restores work", stop, session -> {
            if (Server.major(session) >= SCHEMA_PUBLIC_CLOSED_FROM_MAJOR) {
                session.execute("GRANT CREATE, USAGE ON SCHEMA public TO " + quoted());
            }
            var tablespace = session.text("SELECT pg_catalog.current_setting('default_tablespace')");
            if (!tablespace.isEmpty()) {
                RestoringRoles.attempt(
                        session, "GRANT CREATE ON TABLESPACE " + SqlName.quoted(tablespace) + " TO " + quoted());
            }
        });
        enter(stop);
    }

    private void create(Session session) throws SQLException {
        session.execute("CREATE ROLE " + quoted());
        session.execute(RestoringRoles.mark(database()));
        if (!user.has(RolePowers.SUPERUSER)) {
            session.execute("GRANT " + quoted() + " TO CURRENT_USER"
                    + (Server.major(session) >= 16 ? " WITH INHERIT TRUE, SET TRUE" : ""));
        }
    }

    private void enter(StopSignal stop) {
        try {
            server().open(stop).close();
        } catch (LandfallException e) {
            if (!e.problem().code().equals("PASSWORD_WRONG")) {
                throw e;
            }
            throw Problem.operator(
                            "RESTORING_ROLE_REFUSED",
                            "The target server does not let in the role that was made to restore with: "
                                    + e.problem().seen(),
                            "Let roles of any name log in with a password from here (pg_hba.conf), or use a target user"
                                    + " that has CREATEDB and no more, which needs no such role.")
                    .asException(e);
        }
    }

    /** Lets it use what extensions brought, as far as the target's user may. */
    void admitToExtensions(Session session) throws SQLException {
        if (password.isPresent()) {
            for (var grant : session.query(RestoringRoles.OF_EXTENSIONS, row -> row.getString(1))) {
                RestoringRoles.attempt(session, "GRANT " + grant + " TO " + quoted());
            }
        }
    }

    /**
     * Gives all tables, a few in a transaction and several transactions at once, to the target's user; can run again. The
     * server changes what belongs to a table row by row, which is a second for some hundred tables of one session.
     */
    void handOverTables(int jobs, StopSignal stop) {
        if (password.isEmpty()) {
            return;
        }
        Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
        inCopy(HANDING_OVER, stop, session -> {
            var tables = RestoringRoles.tables(session, name());
            var size = BatchSize.of(session, jobs).entries();
            for (var first = 0; first < tables.size(); first += size) {
                batches.add(tables.subList(first, Math.min(tables.size(), first + size)));
            }
        });
        new Workers(Math.min(jobs, Math.max(1, batches.size())), () -> giving(stop), stop)
                .run(
                        HANDING_OVER,
                        () -> Optional.ofNullable(batches.poll()),
                        (session, batch) -> session.execute(batch.stream()
                                .map(table -> "ALTER TABLE " + table + " OWNER TO CURRENT_USER")
                                .collect(Collectors.joining("; "))));
    }

    /** Gives all else with what is done in the same transaction, the copy's last as a copy. */
    void handOver(StopSignal stop, Step last) {
        try (var session = giving(stop)) {
            try {
                last.run(session);
            } catch (SQLException e) {
                throw session.failure(HANDING_OVER, e);
            }
        }
    }

    private Session giving(StopSignal stop) {
        var session = users(stop);
        try {
            session.execute("SET synchronous_commit = off; SET client_min_messages = warning");
            return session;
        } catch (SQLException e) {
            var failure = session.failure(HANDING_OVER, e);
            session.close();
            throw failure;
        }
    }

    /** Statements that give the target's user all else, and leave no right to the role; for the copy's last transaction. */
    String statements() {
        return password.isEmpty()
                ? ""
                : "REASSIGN OWNED BY " + quoted() + " TO CURRENT_USER; DROP OWNED BY " + quoted() + "; ";
    }

    /** What the server lets only the target's user create becomes the role's, where others must be able to build on it. */
    void takeForeignTables(Session session) throws SQLException {
        if (password.isPresent()) {
            for (var table : session.query(RestoringRoles.FOREIGN_TABLES, row -> row.getString(1))) {
                session.execute("ALTER FOREIGN TABLE " + table + " OWNER TO " + quoted());
            }
        }
    }

    /** When it owns nothing any more. */
    void drop() {
        if (password.isPresent()) {
            target.ask("dropping the role that restored", session -> RestoringRoles.drop(session, database()));
        }
    }

    /** Something to do as the target's user. */
    @FunctionalInterface
    interface Step {
        void run(Session session) throws SQLException;
    }

    void inCopy(String doing, StopSignal stop, Step step) {
        try (var session = users(stop)) {
            try {
                step.run(session);
            } catch (SQLException e) {
                throw session.failure(doing, e);
            }
        }
    }
}
