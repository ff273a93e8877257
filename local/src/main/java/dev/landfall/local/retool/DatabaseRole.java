package dev.landfall.local.retool;

import dev.landfall.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A role of a PostgreSQL server with its password. */
public record DatabaseRole(String name, String password) {

    /** A session that {@code pg_stat_activity} shows under the role's own name. */
    public Connection connect(int port, String database) throws SQLException {
        return connect(port, database, name);
    }

    /** A session that {@code pg_stat_activity} shows under the given application name. */
    public Connection connect(int port, String database, String applicationName) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", name);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "300");
        properties.setProperty("ApplicationName", applicationName);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + PostgresServer.HOST + ":" + port + "/" + database, properties);
    }

    @Override
    public String toString() {
        return "DatabaseRole[" + name + "]";
    }
}
