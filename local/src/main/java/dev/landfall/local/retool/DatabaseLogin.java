package dev.landfall.local.retool;

import java.sql.Connection;
import java.sql.SQLException;

/** Where and as whom a Retool reaches its database. */
public record DatabaseLogin(DatabaseRole role, int port, String database) {

    Connection connect(String applicationName) throws SQLException {
        return role.connect(port, database, applicationName);
    }
}
