package dev.landfall.gateway.postgres;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases;
import dev.landfall.model.postgres.PasswordProtocol;
import dev.landfall.model.postgres.ServerLogin;
import dev.landfall.model.postgres.ServerProof;
import dev.landfall.model.postgres.SessionOpener;
import dev.landfall.model.postgres.SessionSettings;
import dev.landfall.model.postgres.TlsMode;
import dev.landfall.model.transfer.ConnectionRoom;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.model.transfer.RolePowers;
import dev.landfall.model.transfer.SearchPathTrial;
import dev.landfall.model.transfer.WriteMark;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL 12 and later over its own protocol, one connection and one read-only snapshot for each question, whose
 * statements the server ends after {@link TimeLimit#QUESTION}. Problems: {@code DATABASE_UNREACHABLE}, {@code
 * DATABASE_NAME_UNKNOWN} and {@code DATABASE_CANCELLED} may pass on retry, {@code TOO_MANY_CONNECTIONS} and {@code
 * DATABASE_RESTARTING} are waited for; {@code PASSWORD_WRONG}, {@code PASSWORD_MISSING}, {@code DATABASE_LOGIN_REFUSED},
 * {@code DATABASE_MISSING}, {@code DATABASE_DENIED}, {@code DATABASE_TLS_REFUSED}, {@code DATABASE_PROOF_MISSING} and {@code DATABASE_REFUSED} need a
 * person.
 */
public final class PostgresDatabases implements Databases {

    /** With which every session of Landfall's names begins. */
    public static final String APPLICATION_NAME = "landfall";

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final PasswordSource passwords;
    private final Optional<Path> certificates;

    /** {@code certificates} is the bundle that {@code verify-ca} and {@code verify-full} trust. */
    public PostgresDatabases(PasswordSource passwords, Optional<Path> certificates) {
        this.passwords = passwords;
        this.certificates = certificates;
    }

    @Override
    public DatabaseFacts facts(DatabaseAddress address) {
        return ask(
                address,
                session -> new DatabaseFacts(
                        Math.toIntExact(
                                Answers.number(session, "SELECT current_setting('server_version_num')::int / 10000")),
                        Answers.text(session, "SELECT current_setting('server_version')"),
                        Answers.number(session, "SELECT pg_database_size(current_database())"),
                        Answers.text(
                                session,
                                "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"),
                        Answers.text(session, "SELECT datcollate FROM pg_database WHERE datname = current_database()"),
                        extensions(session),
                        Answers.texts(session, "SELECT name FROM pg_available_extensions ORDER BY 1"),
                        UserTables.of(session).size(),
                        Answers.truth(session, "SELECT pg_is_in_recovery()"),
                        connections(session, address.database())));
    }

    @Override
    public DatabaseIdentity identity(DatabaseAddress address) {
        return ask(address, session -> {
            try (var statement = session.createStatement();
                    var row = statement.executeQuery(DatabaseIdentity.SQL)) {
                row.next();
                return DatabaseIdentity.of(row.getLong(1), row.getLong(2));
            }
        });
    }

    @Override
    public DatabaseRights rights(DatabaseAddress address) {
        return ask(address, Rights::of);
    }

    @Override
    public DatabaseContents contents(DatabaseAddress address) {
        return ask(address, Contents::of);
    }

    @Override
    public DatabaseLimits limits(DatabaseAddress address) {
        return ask(address, Hurdles::limits);
    }

    @Override
    public SearchPathTrial searchPath(DatabaseAddress address) {
        return ask(address, Hurdles::searchPath);
    }

    @Override
    public DatabaseCode code(DatabaseAddress address) {
        return ask(address, Hurdles::code);
    }

    @Override
    public RolePowers powers(DatabaseAddress address) {
        return ask(address, Hurdles::powers);
    }

    @Override
    public List<Session> sessions(DatabaseAddress address) {
        return ask(address, connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            SELECT coalesce(application_name, ''), coalesce(usename, ''), coalesce(state, 'unknown'),
                                   coalesce(host(client_addr), 'local')
                            FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid()
                              AND backend_type = 'client backend'
                              AND coalesce(application_name, '') NOT LIKE 'landfall%'
                            ORDER BY backend_start""")) {
                var sessions = new ArrayList<Session>();
                while (rows.next()) {
                    sessions.add(
                            new Session(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
                return sessions;
            }
        });
    }

    @Override
    public TableCounts counts(DatabaseAddress address, List<String> tables) {
        return ask(address, session -> {
            var limit = TimeLimit.fromNow();
            var wanted = new LinkedHashSet<>(tables);
            var counts = new LinkedHashMap<String, Long>();
            var left = new ArrayList<String>();
            for (var table : UserTables.of(session)) {
                if (wanted.contains(table.display())) {
                    limit.ask(session, () -> Answers.number(session, "SELECT count(*) FROM ONLY " + table.qualified()))
                            .ifPresentOrElse(
                                    rows -> counts.put(table.display(), rows), () -> left.add(table.display()));
                }
            }
            return new TableCounts(counts, left, TimeLimit.QUESTION);
        });
    }

    @Override
    public DatabaseActivity activity(DatabaseAddress address, List<String> tables) {
        return ask(address, session -> Activity.of(session, tables));
    }

    @Override
    public WriteMark mark(DatabaseAddress address) {
        return ask(address, Marks::of);
    }

    @Override
    public WriteFence fence(DatabaseAddress address) {
        return ask(address, Fences::of);
    }

    @Override
    public void readOnlyByDefault(DatabaseAddress address, Optional<String> value) {
        ask(address, session -> Fences.set(session, value));
    }

    @Override
    public long endSessions(DatabaseAddress address) {
        return ask(address, Fences::endOthers);
    }

    private <T> T ask(DatabaseAddress address, Question<T> question) {
        var proof = proof(address);
        try (var session = connect(address, proof)) {
            return question.ask(session);
        } catch (SQLException e) {
            throw DatabaseProblem.of(address, proof, e).asException(e);
        }
    }

    private ServerProof proof(DatabaseAddress address) {
        return ServerProof.of(
                address.host(),
                Optional.of(TlsMode.of(address.sslMode())),
                Optional.of(PasswordProtocol.of(address.requireAuth())),
                true,
                certificates);
    }

    private Connection connect(DatabaseAddress address, ServerProof proof) throws SQLException {
        var login = new ServerLogin(
                address.host(),
                address.port(),
                address.database(),
                address.user(),
                passwords.password(address.passwordReference()).reveal(),
                APPLICATION_NAME);
        var session = new SessionOpener(login, proof, CONNECT_WITHIN)
                .open(
                        SessionSettings.READING,
                        Map.of("loginTimeout", String.valueOf(CONNECT_WITHIN.toSeconds())),
                        opened -> {});
        session.setReadOnly(true);
        session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        TimeLimit.limit(session, TimeLimit.QUESTION.toMillis());
        session.setAutoCommit(false);
        return session;
    }

    private static ConnectionRoom connections(Connection session, String database) throws SQLException {
        try (var statement = session.prepareStatement(ConnectionRoom.SQL)) {
            statement.setString(1, APPLICATION_NAME);
            statement.setString(2, database);
            statement.setString(3, database);
            try (var row = statement.executeQuery()) {
                row.next();
                return ConnectionRoom.of(row);
            }
        }
    }

    private static Map<String, String> extensions(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery("SELECT extname, extversion FROM pg_extension ORDER BY 1")) {
            var extensions = new LinkedHashMap<String, String>();
            while (rows.next()) {
                extensions.put(rows.getString(1), rows.getString(2));
            }
            return extensions;
        }
    }

    /** What is asked in one session. */
    private interface Question<T> {
        T ask(Connection session) throws SQLException;
    }
}
