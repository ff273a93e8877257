package dev.landfall.model.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * The one place that opens Landfall's sessions. Nothing that a database holds is found by its bare name in them, and
 * nothing that is set for it or for the role changes what Landfall's SQL means.
 */
public record SessionOpener(ServerLogin login, ServerProof proof, Duration within) {

    /** Settings of newer servers, which older ones do not know. */
    private static final String NEWER = "SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings"
            + " WHERE name IN ('transaction_timeout', 'idle_session_timeout')";

    public Connection open(SessionSettings settings) throws SQLException {
        return open(settings, Map.of(), opened -> {});
    }

    /**
     * A session that is ready.
     *
     * @param driver more of the driver's properties
     * @param opened gets the session before anything is sent over it
     */
    public Connection open(SessionSettings settings, Map<String, String> driver, Consumer<Connection> opened)
            throws SQLException {
        var session = DriverManager.getConnection(url(), properties(driver));
        try {
            opened.accept(session);
            try (var statement = session.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(settings.statements());
                statement.execute(NEWER);
            }
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private String url() {
        return "jdbc:postgresql://" + DatabaseHost.inUrl(login.host()) + ":" + login.port() + "/"
                + URLEncoder.encode(login.database(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Properties properties(Map<String, String> driver) {
        var properties = new Properties();
        driver.forEach(properties::setProperty);
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("ApplicationName", login.application());
        // The name then comes with the connection: a session that has none yet is somebody else's to a restore.
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("tcpKeepAlive", "true");
        var seconds = String.valueOf(within.toSeconds());
        properties.setProperty("connectTimeout", seconds);
        // A detail holds values of rows.
        properties.setProperty("logServerErrorDetail", "false");
        proof.addTo(properties);
        return properties;
    }
}
