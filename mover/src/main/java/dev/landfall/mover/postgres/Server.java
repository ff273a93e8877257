package dev.landfall.mover.postgres;

import dev.landfall.model.postgres.ServerLogin;
import dev.landfall.model.postgres.ServerProof;
import dev.landfall.model.postgres.SessionOpener;
import dev.landfall.model.postgres.SessionSettings;
import dev.landfall.mover.progress.StopSignal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * A database that sessions can be opened on.
 *
 * @param application what its sessions and programs call themselves; begins with {@link #APPLICATION}
 * @param passwordFrom where the password was taken from, for people: {@code --password-from env:PASSWORD}
 */
public record Server(Side side, DatabaseUrl url, String password, String application, String passwordFrom) {

    /** How every session of Landfall begins its {@code application_name}. */
    public static final String APPLICATION = "landfall";

    private static final int MAJOR = 10_000;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);

    public Server(Side side, DatabaseUrl url, String password, String application) {
        this(side, url, password, application, "--password-from");
    }

    public Server withDatabase(String other) {
        return new Server(side, url.withDatabase(other), password, application, passwordFrom);
    }

    /** The same database, entered by another user. */
    public Server as(String user, String itsPassword) {
        return new Server(side, url.withUser(user), itsPassword, application, passwordFrom);
    }

    /** For a question whose failure must not raise another; as {@link #open} in all else. */
    Connection connect() throws SQLException {
        return opener().open(settings());
    }

    /**
     * A session whose text forms are fixed, that sees no schema by its bare name, that no timeout ends, and that fails
     * rather than return fewer rows because of row security. It is cut off when the command is stopped.
     */
    public Session open(StopSignal stop) {
        return open(stop, Map.of());
    }

    /** The same, for SQL that others wrote: it goes to the server as it is, without the driver cutting it apart. */
    public Session openUnparsed(StopSignal stop) {
        return open(stop, Map.of("preferQueryMode", "simple"));
    }

    private Session open(StopSignal stop, Map<String, String> driver) {
        stop.check();
        // Registered before anything is sent over it, so that a server that then stops answering can be left.
        var opened = new ArrayList<Session>(1);
        try {
            opener().open(settings(), driver, connection -> opened.add(new Session(this, connection, stop)));
            return opened.getFirst();
        } catch (SQLException e) {
            if (opened.isEmpty()) {
                throw SqlProblem.unreachable(this, e);
            }
            var failure = opened.getFirst().failure("opening a session", e);
            opened.getFirst().close();
            throw failure;
        }
    }

    /** What it has to show before it is given anything. */
    ServerProof proof() {
        return ServerProof.of(
                url.host(),
                url.tls(),
                url.requireAuth(),
                !password.isEmpty(),
                Optional.ofNullable(url.options().get("sslrootcert"))
                        .or(() -> Optional.ofNullable(System.getenv("PGSSLROOTCERT")))
                        .map(Path::of));
    }

    SessionSettings settings() {
        return side == Side.TARGET ? SessionSettings.WRITING : SessionSettings.READING;
    }

    private SessionOpener opener() {
        return new SessionOpener(
                new ServerLogin(url.host(), url.port(), url.database(), url.user(), password, application),
                proof(),
                CONNECT_WITHIN);
    }

    /** The major version behind {@code server_version_num}. */
    public static int major(Session session) throws SQLException {
        return session.number("SELECT pg_catalog.current_setting('server_version_num')::bigint")
                        .intValue()
                / MAJOR;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return side.word() + " " + url.display();
    }
}
