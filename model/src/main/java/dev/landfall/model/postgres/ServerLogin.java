package dev.landfall.model.postgres;

/**
 * A database and who speaks to it.
 *
 * @param application what the session calls itself to the server
 */
public record ServerLogin(String host, int port, String database, String user, String password, String application) {

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port + "/" + database;
    }
}
