package dev.landfall.gateway;

/**
 * How to reach one database.
 *
 * @param sslMode libpq's word: {@code verify-full}, {@code require}, {@code disable}
 * @param requireAuth libpq's word, by which the server may ask for the password: {@code scram-sha-256} or {@code md5}
 * @param passwordReference a Secrets Manager ARN, {@code file:/path} or {@code kubernetes:secret/key}; never the value
 */
public record DatabaseAddress(
        String host,
        int port,
        String database,
        String user,
        String sslMode,
        String requireAuth,
        String passwordReference) {

    private static final String USUAL = "scram-sha-256";

    /** Of a server that asks for the password as it should. */
    public DatabaseAddress(
            String host, int port, String database, String user, String sslMode, String passwordReference) {
        this(host, port, database, user, sslMode, USUAL, passwordReference);
    }

    /** Another database of the same server. */
    public DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(host, port, other, user, sslMode, requireAuth, passwordReference);
    }

    /** The form that the mover's command line takes; holds no secret. */
    public String url() {
        return "postgresql://" + encode(user) + "@" + host + ":" + port + "/" + encode(database) + "?sslmode=" + sslMode
                + (requireAuth.equals(USUAL) ? "" : "&require_auth=" + requireAuth);
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
