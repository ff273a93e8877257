package dev.landfall.mover.postgres;

import dev.landfall.mover.progress.StopSignal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

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

    /** Without our session's settings, for a question whose failure must not raise another. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbc(), properties());
    }

    /**
     * A session whose text forms are fixed, that sees no schema by its bare name, that no timeout ends, and that fails
     * rather than return fewer rows because of row security. It is cut off when the command is stopped.
     */
    public Session open(StopSignal stop) {
        return open(stop, properties());
    }

    /** The same, for SQL that others wrote: it goes to the server as it is, without the driver cutting it apart. */
    public Session openUnparsed(StopSignal stop) {
        var properties = properties();
        properties.setProperty("preferQueryMode", "simple");
        return open(stop, properties);
    }

    private Session open(StopSignal stop, Properties properties) {
        stop.check();
        Connection connection;
        try {
            connection = DriverManager.getConnection(url.jdbc(), properties);
        } catch (SQLException e) {
            throw SqlProblem.unreachable(this, e);
        }
        var session = new Session(this, connection, stop);
        try {
            session.execute(PinnedSettings.statements(side));
            for (var setting : new String[] {"transaction_timeout", "idle_session_timeout"}) {
                session.execute("SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings"
                        + " WHERE name = '" + setting + "'");
            }
            return session;
        } catch (SQLException e) {
            var failure = session.failure("opening a session", e);
            session.close();
            throw failure;
        }
    }

    /** The major version behind {@code server_version_num}. */
    public static int major(Session session) throws SQLException {
        return session.number("SELECT pg_catalog.current_setting('server_version_num')::bigint")
                        .intValue()
                / MAJOR;
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", url.user());
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", application);
        // The name then comes with the connection: a session that has none yet is somebody else's to a restore.
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "20");
        properties.setProperty("logServerErrorDetail", "false");
        url.options().forEach(properties::setProperty);
        if (!url.options().containsKey("sslrootcert") && System.getenv("PGSSLROOTCERT") != null) {
            properties.setProperty("sslrootcert", System.getenv("PGSSLROOTCERT"));
        }
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return side.word() + " " + url.display();
    }
}
