package dev.landfall.gateway;

/**
 * How to reach one database.
 *
 * @param sslMode libpq's word: {@code disable}, {@code require}, {@code verify-full} …
 * @param passwordReference a Secrets Manager ARN, {@code file:/path} or {@code kubernetes:secret/key}; never the value
 */
public record DatabaseAddress(
        String host, int port, String database, String user, String sslMode, String passwordReference) {

    /** The form that the mover's command line takes; holds no secret. */
    public String url() {
        return "postgresql://" + encode(user) + "@" + host + ":" + port + "/" + encode(database) + "?sslmode="
                + sslMode;
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
